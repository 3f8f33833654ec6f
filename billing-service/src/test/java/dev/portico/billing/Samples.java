package dev.portico.billing;

import dev.portico.events.DiscountData;
import dev.portico.events.DurationData;
import dev.portico.events.MerchantData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.ProductData;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the other services would tell of.
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    public static final DurationData MONTHLY = new DurationData("month", 1);

    /// What an API key for everything here is permitted.
    public static final Set<String> PERMISSIONS = Stream.of(
                    "address", "adjustment", "business", "customer", "payment_method", "tax_setting", "transaction")
            .flatMap(of -> Stream.of(of + ".read", of + ".write"))
            .collect(Collectors.toUnmodifiableSet());

    private Samples() {}

    public static MerchantData merchant(String id) {
        return new MerchantData(
                id,
                "Acme",
                "acme",
                "http://acme.localhost:8080",
                "active",
                null,
                null,
                null,
                "en",
                null,
                null,
                NOW,
                NOW,
                null);
    }

    public static ProductData product(String id) {
        return new ProductData(id, "Acme Pro", "standard", null, "saas", null, null, "active", NOW, NOW, null);
    }

    public static PriceData price(String id, String productId, String amount) {
        return price(id, productId, new MoneyData(amount, "EUR"), MONTHLY, "active");
    }

    public static PriceData price(
            String id, String productId, MoneyData unit, DurationData billingCycle, String status) {
        return new PriceData(
                id,
                productId,
                "Pro, monthly",
                "standard",
                "Monthly",
                billingCycle,
                null,
                "account_setting",
                unit,
                List.of(),
                new Quantity(1, 999_999_999),
                status,
                null,
                NOW,
                NOW,
                null);
    }

    /// Off everything, or off some products and prices, in EUR.
    public static DiscountData discount(String id, String type, String amount, @Nullable List<String> restrictTo) {
        return new DiscountData(
                id,
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
                restrictTo,
                null,
                null,
                0,
                null,
                NOW,
                NOW,
                null);
    }
}
