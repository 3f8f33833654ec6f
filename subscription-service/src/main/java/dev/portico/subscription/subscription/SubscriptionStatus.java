package dev.portico.subscription.subscription;

import java.util.Locale;

/// How a subscription stands.
enum SubscriptionStatus {
    ACTIVE,
    CANCELED,
    PAST_DUE,
    PAUSED,
    TRIALING;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
