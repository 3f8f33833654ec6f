package dev.portico.billing.transaction;

import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.money.Money;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Item;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.events.TransactionData.Payment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A transaction of another house, as it told of it, made one of ours. Its amounts stay as they were.
final class Imported {

    private static final Set<String> STATUSES = Set.of(
            Transaction.READY,
            Transaction.BILLED,
            "paid",
            Transaction.COMPLETED,
            Transaction.PAST_DUE,
            Transaction.CANCELED);
    private static final MethodDetails UNKNOWN = new MethodDetails("unknown", null, null, null);

    private Imported() {}

    /// @throws Refusal `invalid_field` for what makes no sense as a transaction
    static Transaction of(String merchantId, TransactionData told, @Nullable String externalId) {
        Fields.check()
                .oneOf("status", told.status(), STATUSES)
                .matches("currency_code", told.currencyCode(), code -> code.matches("[A-Z]{3}"), "must be a currency")
                .freeForm("custom_data", told.customData())
                .required("customer_id", told.customerId())
                .required("details", told.details())
                .required("items", told.items())
                .orRefuse();
        try {
            return transaction(merchantId, told, externalId);
        } catch (ArithmeticException | NumberFormatException e) {
            throw Refusal.field("details", "must have amounts in minor units that a transaction can hold");
        }
    }

    private static Transaction transaction(String merchantId, TransactionData told, @Nullable String externalId) {
        List<Line> lines = lines(told);
        if (lines.isEmpty()) throw Refusal.field("items", "must not be empty");
        long credit = Long.parseLong(told.details().totals().credit());
        var imported = new Amendment(told.id(), merchantId, told.currencyCode(), lines, told.createdAt())
                .customer(told.customerId())
                .address(told.addressId())
                .business(told.businessId())
                .discount(told.discountId())
                .status(told.status().equals("paid") ? Transaction.COMPLETED : told.status())
                .from(told.origin())
                .collecting(told.collectionMode())
                .billingDetails(told.billingDetails())
                .billingPeriod(told.billingPeriod())
                .credit(credit == 0 ? null : credit)
                .attempts(attempts(told))
                .subscription(told.subscriptionId())
                .invoice(told.invoiceId(), told.invoiceNumber())
                .customData(told.customData())
                .billedAt(told.billedAt())
                .importedAs(Objects.requireNonNullElse(externalId, told.id()))
                .at(told.updatedAt());
        imported.data();
        return imported;
    }

    private static List<Line> lines(TransactionData told) {
        List<LineItem> lines = told.details().lineItems();
        if (lines.size() != told.items().size()) throw Refusal.field("items", "must be as many as details.line_items");
        return IntStream.range(0, lines.size())
                .mapToObj(i -> line(lines.get(i), told.items().get(i), told.currencyCode()))
                .toList();
    }

    private static Line line(LineItem line, Item item, String currency) {
        if (!item.price().unitPrice().currencyCode().equals(currency))
            throw Refusal.field("items", "must all be in the transaction's currency");
        LineTotals totals = line.totals();
        Money net = Money.of(totals.subtotal(), currency)
                .minus(Money.of(totals.discount(), currency))
                .plus(Money.of(totals.tax(), currency));
        if (net.minor() < 0 || !net.amount().equals(totals.total()))
            throw Refusal.field("details.line_items", "must add up");
        return new Line(
                line.id(),
                item.price(),
                line.product(),
                line.quantity(),
                line.proration(),
                line.taxRate(),
                line.totals(),
                null,
                null);
    }

    private static List<Attempt> attempts(TransactionData told) {
        var attempts = new ArrayList<Attempt>();
        for (Payment payment : told.payments().reversed())
            attempts.add(new Attempt(
                    payment.paymentAttemptId(),
                    payment.paymentMethodId(),
                    null,
                    payment.amount(),
                    // One that awaits an answer elsewhere is not ours to ask for.
                    Attempt.isPending(payment.status()) ? "unknown" : payment.status(),
                    payment.errorCode(),
                    Objects.requireNonNullElse(payment.methodDetails(), UNKNOWN),
                    payment.createdAt(),
                    payment.capturedAt()));
        return attempts;
    }
}
