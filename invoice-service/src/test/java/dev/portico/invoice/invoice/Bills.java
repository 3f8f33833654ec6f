package dev.portico.invoice.invoice;

import dev.portico.events.AddressData;
import dev.portico.events.AdjustmentData;
import dev.portico.events.BillingDetails;
import dev.portico.events.CustomerData;
import dev.portico.events.DiscountData;
import dev.portico.events.DurationData;
import dev.portico.events.MerchantData;
import dev.portico.events.MoneyData;
import dev.portico.events.PeriodData;
import dev.portico.events.PostalAddress;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.TaxSettingsData;
import dev.portico.events.TaxSettingsData.Rate;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.events.TransactionData.Payment;
import dev.portico.events.TransactionData.Totals;
import dev.portico.invoice.invoice.Invoice.Company;
import dev.portico.invoice.settings.BankDetails;
import dev.portico.invoice.settings.Printed;
import dev.portico.pricing.Entry;
import dev.portico.pricing.Place;
import dev.portico.pricing.Priced;
import dev.portico.pricing.Pricing;
import dev.portico.pricing.Rated;
import dev.portico.pricing.Sums;
import dev.portico.pricing.Taxation;
import dev.portico.testing.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Invoices to try things with, calculated as real ones are.
///
/// @param method how it was paid; absent if it is still to be
record Bills(
        String currency,
        String sellerCountry,
        @Nullable String sellerTaxId,
        String buyerCountry,
        @Nullable String buyerTaxId,
        List<Entry> entries,
        @Nullable DiscountData discount,
        TaxSettingsData settings,
        @Nullable MethodDetails method) {

    static final Printed PRINTED = new Printed(
            "HRB 123456",
            "Managing director: Ada Lovelace",
            new BankDetails("Nordlicht Verlag", "DE89370400440532013000", "COBADEFFXXX", null),
            null);
    static final MethodDetails CARD = Samples.paid("txn_1", "ctm_1", Samples.price("pri_1", "pro_1", "100", null))
            .payments()
            .getFirst()
            .methodDetails();

    /// A German who sells to a German, in euros, with 19 % on top.
    static Bills german(Entry... entries) {
        return new Bills(
                "EUR",
                "DE",
                "DE136695976",
                "DE",
                null,
                List.of(entries),
                null,
                settings(
                        false,
                        new Rate("DE", null, null, "0.19", "USt"),
                        new Rate("DE", null, "ebooks", "0.07", "USt")),
                CARD);
    }

    Bills in(String other) {
        List<Entry> same = entries.stream()
                .map(entry -> entry(
                        entry.price().unitPrice().amount(),
                        other,
                        entry.quantity(),
                        entry.price().taxMode(),
                        entry.product().taxCategory()))
                .toList();
        return new Bills(other, sellerCountry, sellerTaxId, buyerCountry, buyerTaxId, same, discount, settings, method);
    }

    Bills with(DiscountData off) {
        return new Bills(
                currency, sellerCountry, sellerTaxId, buyerCountry, buyerTaxId, entries, off, settings, method);
    }

    Bills taxed(TaxSettingsData otherwise) {
        return new Bills(
                currency, sellerCountry, sellerTaxId, buyerCountry, buyerTaxId, entries, discount, otherwise, method);
    }

    Bills from(String country, @Nullable String taxId) {
        return new Bills(currency, country, taxId, buyerCountry, buyerTaxId, entries, discount, settings, method);
    }

    Bills to(String country, @Nullable String taxId) {
        return new Bills(currency, sellerCountry, sellerTaxId, country, taxId, entries, discount, settings, method);
    }

    Bills paidBy(@Nullable MethodDetails other) {
        return new Bills(
                currency, sellerCountry, sellerTaxId, buyerCountry, buyerTaxId, entries, discount, settings, other);
    }

    Invoice invoice() {
        return new Invoice(
                "inv_1",
                "mer_1",
                "ctm_1",
                "SHOP",
                1,
                seller("mer_1"),
                new CustomerData(
                        "ctm_1",
                        "Amélie Laurent",
                        "amelie@example.com",
                        false,
                        "active",
                        null,
                        "de",
                        Samples.AT,
                        Samples.AT,
                        null,
                        null),
                buyerTaxId == null ? null : new Company("Librairie <des> Lilas & Söhne", buyerTaxId),
                address("add_1", "ctm_1"),
                transaction("txn_1", "ctm_1", "add_1"),
                null,
                null,
                PRINTED,
                Samples.AT);
    }

    CreditNote creditNote(boolean half) {
        AdjustmentData refund = refund("adj_1", "txn_1", "ctm_1", half);
        return new CreditNote("crn_1", "mer_1", "ctm_1", "SHOP-CN", 1, invoice(), refund, null, Samples.AT);
    }

    /// Gives back all of the lines, or the half of each.
    AdjustmentData refund(String id, String transactionId, String customerId, boolean half) {
        var items = new ArrayList<AdjustmentData.Item>();
        long net = 0;
        long tax = 0;
        for (LineItem line :
                transaction(transactionId, customerId, "add_1").details().lineItems()) {
            long part = half ? 2 : 1;
            long lineNet =
                    (number(line.totals().subtotal()) - number(line.totals().discount())) / part;
            long lineTax = number(line.totals().tax()) / part;
            net += lineNet;
            tax += lineTax;
            items.add(new AdjustmentData.Item(
                    "adjitm_" + line.id(),
                    line.id(),
                    half ? "partial" : "full",
                    half ? text(lineNet + lineTax) : null,
                    null,
                    new AdjustmentData.ItemTotals(text(lineNet), text(lineTax), text(lineNet + lineTax))));
        }
        return new AdjustmentData(
                id,
                "refund",
                half ? "partial" : "full",
                transactionId,
                null,
                customerId,
                "a test",
                false,
                currency,
                "approved",
                items,
                new AdjustmentData.Totals(text(net), text(tax), text(net + tax), "0", "0", "0", currency),
                List.of(),
                null,
                Samples.AT,
                Samples.AT);
    }

    static Entry entry(long amount, int quantity) {
        return entry(Long.toString(amount), "EUR", quantity, "external", "saas");
    }

    static Entry taxIncluded(long amount, int quantity) {
        return entry(Long.toString(amount), "EUR", quantity, "internal", "saas");
    }

    static Entry ebook(long amount, int quantity) {
        return entry(Long.toString(amount), "EUR", quantity, "external", "ebooks");
    }

    static DiscountData discount(String type, String amount) {
        return new DiscountData(
                "dsc_1",
                "active",
                "A discount",
                true,
                null,
                type,
                "standard",
                amount,
                type.equals("percentage") ? null : "EUR",
                true,
                null,
                null,
                null,
                null,
                null,
                0,
                null,
                Samples.AT,
                Samples.AT,
                null);
    }

    static TaxSettingsData settings(boolean reverseCharge, Rate... rates) {
        return new TaxSettingsData("taxset_1", "external", Arrays.asList(rates), reverseCharge, Samples.AT);
    }

    private static Entry entry(String amount, String currency, int quantity, String taxMode, String category) {
        ProductData product = new ProductData(
                "pro_1",
                "Engine",
                "standard",
                "Computes <anything>",
                category,
                null,
                null,
                "active",
                Samples.AT,
                Samples.AT,
                null);
        PriceData price = new PriceData(
                "pri_" + amount,
                "pro_1",
                "A price",
                "standard",
                null,
                null,
                null,
                taxMode,
                new MoneyData(amount, currency),
                List.of(),
                new PriceData.Quantity(1, 1000),
                "active",
                null,
                Samples.AT,
                Samples.AT,
                null);
        return Entry.of(price, product, quantity, null);
    }

    TransactionData transaction(String id, String customerId, String addressId) {
        var taxation = new Taxation(settings, sellerCountry, new Place(buyerCountry, null), buyerTaxId);
        List<Priced> priced = Pricing.of(entries, discount, taxation);
        List<Rated> rated = priced.stream().map(Priced::rated).toList();
        LineTotals sum = Sums.of(rated);
        boolean paid = method != null;
        var details = new Details(
                Sums.byRate(rated),
                new Totals(
                        sum.subtotal(),
                        sum.discount(),
                        sum.tax(),
                        sum.total(),
                        "0",
                        "0",
                        paid ? "0" : sum.total(),
                        sum.total(),
                        currency),
                null,
                lines(priced),
                taxation.treatment());
        return new TransactionData(
                id,
                paid ? "completed" : "billed",
                customerId,
                addressId,
                null,
                null,
                currency,
                "api",
                null,
                null,
                null,
                paid ? "automatic" : "manual",
                null,
                paid ? null : new BillingDetails(true, "PO-7", "Thank you", new DurationData("day", 14)),
                new PeriodData(Samples.AT, Samples.AT.plusSeconds(2_592_000)),
                List.of(),
                details,
                paid ? List.of(payment(sum)) : List.of(),
                null,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                null);
    }

    private Payment payment(LineTotals sum) {
        return new Payment("attempt", null, sum.total(), "captured", null, method, Samples.AT, Samples.AT);
    }

    private static List<LineItem> lines(List<Priced> priced) {
        var lines = new ArrayList<LineItem>();
        for (Priced line : priced)
            lines.add(new LineItem(
                    "txnitm_" + lines.size(),
                    line.entry().price().id(),
                    line.entry().quantity(),
                    null,
                    line.rated().taxRate(),
                    line.unitTotals(),
                    line.totals(),
                    line.entry().product()));
        return lines;
    }

    MerchantData seller(String id) {
        MerchantData known = Samples.merchant(id);
        return new MerchantData(
                known.id(),
                "Nordlicht Verlag",
                known.slug(),
                known.portalUrl(),
                known.status(),
                "#0f766e",
                known.supportEmail(),
                null,
                "de",
                new PostalAddress("Speicherstadt 4", null, "Hamburg", "20457", null, sellerCountry),
                sellerTaxId,
                known.createdAt(),
                known.updatedAt(),
                null);
    }

    AddressData address(String id, String customerId) {
        return new AddressData(
                id,
                customerId,
                null,
                "9 rue des Lilas",
                null,
                "Strasbourg",
                "67000",
                null,
                buyerCountry,
                null,
                "active",
                Samples.AT,
                Samples.AT,
                null);
    }

    private static long number(String amount) {
        return Long.parseLong(amount);
    }

    private static String text(long amount) {
        return Long.toString(amount);
    }
}
