package dev.portico.billing.imports;

import dev.portico.billing.catalog.Catalog;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Money;
import dev.portico.events.ImportMeta;
import dev.portico.events.PriceData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.events.TransactionData.Totals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A payment of the past as an import says it: its prices by their ids, its amounts as they were.
record Sale(
        String id,
        @Nullable String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        @Nullable String subscriptionId,
        @Nullable String status,
        @Nullable List<@Nullable Wanted> items,
        @Nullable Instant billedAt,
        @Nullable String invoiceNumber,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt,
        ImportMeta importMeta) {

    /// @param totals what the line came to; its price, if absent
    record Wanted(
            @Nullable String priceId,
            @Nullable Integer quantity,
            @Nullable String taxRate,
            @Nullable LineTotals totals) {}

    /// @throws Refusal `invalid_field`
    TransactionData data(Caller caller, Catalog catalog) {
        Fields.check()
                .required("customer_id", customerId)
                .required("items", items)
                .matches("items", items, list -> !list.isEmpty() && list.size() <= 100, "must be 1 to 100")
                .required("billed_at", billedAt)
                .text("invoice_number", invoiceNumber, 100)
                .freeForm("custom_data", customData)
                .orRefuse();
        var lines = new ArrayList<LineItem>();
        var sold = new ArrayList<TransactionData.Item>();
        for (Wanted wanted : Objects.requireNonNull(items)) add(caller, catalog, wanted, lines, sold);
        String currency = sold.getFirst().price().unitPrice().currencyCode();
        LineTotals sum = sum(lines, currency);
        boolean paid = status == null || status.equals("completed");
        var totals = new Totals(
                sum.subtotal(),
                sum.discount(),
                sum.tax(),
                sum.total(),
                "0",
                "0",
                paid ? "0" : sum.total(),
                sum.total(),
                currency);
        return new TransactionData(
                id,
                status == null ? "completed" : status,
                customerId,
                addressId,
                businessId,
                customData,
                currency,
                "api",
                subscriptionId,
                null,
                invoiceNumber,
                "automatic",
                null,
                null,
                null,
                sold,
                new Details(List.of(new TaxRateUsed("0", sum)), totals, lines),
                List.of(),
                null,
                createdAt,
                updatedAt,
                billedAt,
                null);
    }

    private void add(
            Caller caller,
            Catalog catalog,
            @Nullable Wanted wanted,
            List<LineItem> lines,
            List<TransactionData.Item> sold) {
        if (wanted == null || wanted.priceId == null) throw Refusal.field("items.price_id", "is required");
        var offer = catalog.offer(caller, wanted.priceId)
                .orElseThrow(() -> Refusal.field("items.price_id", "is not a price of this merchant"));
        PriceData price = offer.price();
        int quantity = wanted.quantity == null ? 1 : wanted.quantity;
        Fields.check()
                .range("items.quantity", quantity, 1, 999_999_999)
                .matches(
                        "items.tax_rate",
                        wanted.taxRate,
                        rate -> rate.matches("0|0\\.[0-9]{1,10}|1"),
                        "must be a fraction")
                .orRefuse();
        Money unit = Money.of(price.unitPrice().amount(), price.unitPrice().currencyCode());
        Money amount = unit.times(quantity);
        var plain = new LineTotals(amount.amount(), "0", "0", amount.amount());
        var each = new LineTotals(unit.amount(), "0", "0", unit.amount());
        sold.add(new TransactionData.Item(price.id(), price, quantity, null));
        lines.add(new LineItem(
                "txnitm_" + id.substring(4, 28) + (char) ('a' + lines.size() % 26) + (char) ('a' + lines.size() / 26),
                price.id(),
                quantity,
                null,
                wanted.taxRate == null ? "0" : wanted.taxRate,
                each,
                wanted.totals == null ? plain : wanted.totals,
                offer.product()));
    }

    private static LineTotals sum(List<LineItem> lines, String currency) {
        Money subtotal = Money.zero(currency);
        Money discount = subtotal;
        Money tax = subtotal;
        Money total = subtotal;
        for (LineItem line : lines) {
            subtotal = subtotal.plus(Money.of(line.totals().subtotal(), currency));
            discount = discount.plus(Money.of(line.totals().discount(), currency));
            tax = tax.plus(Money.of(line.totals().tax(), currency));
            total = total.plus(Money.of(line.totals().total(), currency));
        }
        return new LineTotals(subtotal.amount(), discount.amount(), tax.amount(), total.amount());
    }
}
