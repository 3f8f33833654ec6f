package dev.portico.subscription.subscription;

import dev.portico.events.TaxSettingsData;
import dev.portico.events.TaxSettingsData.Rate;
import dev.portico.pricing.Place;
import dev.portico.pricing.Taxation;
import dev.portico.subscription.tax.Taxing;
import dev.portico.testing.Samples;
import java.time.Instant;
import java.util.List;

/// Subscriptions for tests.
final class ASubscription {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-10T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    static final Taxing UNTAXED = (_, _) -> Taxation.NONE;

    private ASubscription() {}

    /// Taxed at one rate, wherever it goes.
    static Taxation taxed(String rate, String mode) {
        var settings =
                new TaxSettingsData("taxset_1", mode, List.of(new Rate("DE", null, null, rate, "VAT")), false, NOW);
        return new Taxation(settings, "DE", new Place("DE", null), null);
    }

    static Subscription active() {
        return in(SubscriptionStatus.ACTIVE);
    }

    static Item item(String price, String amount, int quantity) {
        return Item.of(Samples.price(price, "pro_1", amount, "month"), Samples.product("pro_1"), quantity, START);
    }

    static Subscription in(SubscriptionStatus status) {
        boolean trialing = status == SubscriptionStatus.TRIALING;
        return new Subscription(
                "sub_1",
                "mer_1",
                "ctm_1",
                null,
                null,
                "txn_1",
                status,
                "USD",
                Subscription.AUTOMATIC,
                null,
                new BillingCycle("month", 1),
                new Period(START, END),
                START,
                List.of(item("pri_1", "4900", 1)),
                Bill.nothing("USD"),
                null,
                null,
                null,
                List.of(),
                trialing ? null : "txn_1",
                null,
                null,
                null,
                null,
                null,
                null,
                START,
                trialing ? null : START,
                status == SubscriptionStatus.PAUSED ? START : null,
                status == SubscriptionStatus.CANCELED ? START : null,
                START,
                START);
    }
}
