package dev.portico.testing;

import dev.portico.events.BillingDetails;
import dev.portico.events.CardData;
import dev.portico.events.CustomerData;
import dev.portico.events.DurationData;
import dev.portico.events.MerchantData;
import dev.portico.events.MoneyData;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.Item;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.events.TransactionData.Payment;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.events.TransactionData.Totals;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What other services might say, filled in plausibly.
public final class Samples {

    public static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    private Samples() {}

    public static MerchantData merchant(String id) {
        return merchant(id, null);
    }

    /// @param portal what it has decided for its portal; null for nothing yet
    public static MerchantData merchant(String id, @Nullable PortalConfigurationData portal) {
        return new MerchantData(
                id,
                "The Shop",
                "shop",
                "http://shop.localhost:8080",
                "active",
                "#7c3aed",
                "help@shop.example",
                null,
                "en",
                null,
                null,
                AT,
                AT,
                portal);
    }

    public static CustomerData customer(String id, String locale) {
        return new CustomerData(
                id, "Ada Lovelace", "ada@customers.example", false, "active", null, locale, AT, AT, null, null);
    }

    public static ProductData product(String id) {
        return new ProductData(id, "Analytical Engine", "standard", null, "saas", null, null, "active", AT, AT, null);
    }

    /// @param interval null for a price that is paid once
    public static PriceData price(String id, String productId, String amount, @Nullable String interval) {
        var cycle = interval == null ? null : new DurationData(interval, 1);
        return new PriceData(
                id,
                productId,
                "A price",
                "standard",
                null,
                cycle,
                null,
                "account_setting",
                new MoneyData(amount, "USD"),
                List.of(),
                new PriceData.Quantity(1, 100),
                "active",
                null,
                AT,
                AT,
                null);
    }

    /// A transaction that was paid with a card.
    public static TransactionData paid(String id, String customerId, PriceData price) {
        String amount = price.unitPrice().amount();
        var method = new MethodDetails("card", new CardData("visa", "4242", 12, 2030, null), null, null);
        var payment = new Payment("attempt", null, amount, "captured", null, method, AT, AT);
        return transaction(id, "completed", customerId, price, "0", null, List.of(payment));
    }

    /// A bill that the customer pays by himself.
    public static TransactionData billed(String id, String customerId, PriceData price, BillingDetails terms) {
        return transaction(id, "billed", customerId, price, price.unitPrice().amount(), terms, List.of());
    }

    private static TransactionData transaction(
            String id,
            String status,
            String customerId,
            PriceData price,
            String balance,
            @Nullable BillingDetails terms,
            List<Payment> payments) {
        String amount = price.unitPrice().amount();
        var totals = new LineTotals(amount, "0", "0", amount);
        var line = new LineItem("txnitm_1", price.id(), 1, null, "0", totals, totals, product(price.productId()));
        return new TransactionData(
                id,
                status,
                customerId,
                null,
                null,
                null,
                "USD",
                "api",
                null,
                null,
                null,
                terms == null ? "automatic" : "manual",
                null,
                terms,
                null,
                List.of(new Item(price.id(), price, 1, null)),
                new Details(
                        List.of(new TaxRateUsed("0", totals)),
                        new Totals(amount, "0", "0", amount, "0", "0", balance, amount, "USD"),
                        List.of(line)),
                payments,
                null,
                AT,
                AT,
                AT,
                null);
    }
}
