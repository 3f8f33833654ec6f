package dev.portico.subscription.subscription;

import java.util.Locale;

/// How a subscription stands.
enum SubscriptionStatus {
    ACTIVE,
    CANCELED;

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
