package dev.portico.billing;

import dev.portico.events.DiscountData;
import dev.portico.events.DurationData;
import dev.portico.events.MerchantData;
import dev.portico.events.MoneyData;
import dev.portico.events.PeriodData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.ProductData;
import dev.portico.events.SubscriptionData;
import java.time.Duration;
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

    /// A monthly subscription to a product, in EUR.
    public static SubscriptionData subscription(String id, String customerId, String status, String mode) {
        var item = new SubscriptionData.Item(
                "active",
                1,
                true,
                NOW,
                NOW,
                null,
                null,
                null,
                price("pri_1", "pro_1", new MoneyData("1000", "EUR"), MONTHLY, "active"),
                product("pro_1"));
        return new SubscriptionData(
                id,
                status,
                customerId,
                null,
                null,
                "EUR",
                null,
                NOW,
                NOW,
                null,
                null,
                null,
                null,
                null,
                null,
                mode,
                null,
                new PeriodData(NOW, NOW.plus(Duration.ofDays(30))),
                MONTHLY,
                null,
                List.of(item),
                null,
                null);
    }
}
