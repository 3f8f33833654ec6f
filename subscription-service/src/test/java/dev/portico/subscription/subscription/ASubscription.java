package dev.portico.subscription.subscription;

import dev.portico.testing.Samples;
import java.time.Instant;
import java.util.List;

/// Subscriptions for tests.
final class ASubscription {

    static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-10T00:00:00Z");
    static final Instant END = Instant.parse("2026-12-01T00:00:00Z");

    private ASubscription() {}

    static Subscription active() {
        return in(SubscriptionStatus.ACTIVE);
    }

    static Item item(String price, String amount, int quantity) {
        return new Item(Samples.price(price, "pro_1", amount, "month"), Samples.product("pro_1"), quantity, START);
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
                START,
                trialing ? null : START,
                status == SubscriptionStatus.PAUSED ? START : null,
                status == SubscriptionStatus.CANCELED ? START : null,
                START,
                START);
    }
}
