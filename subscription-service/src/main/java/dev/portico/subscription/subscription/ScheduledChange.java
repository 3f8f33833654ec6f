package dev.portico.subscription.subscription;

import dev.portico.events.SubscriptionData;
import java.time.Instant;

/// What will happen by itself when its time has come.
sealed interface ScheduledChange {

    Instant effectiveAt();

    SubscriptionData.ScheduledChange data();

    /// The subscription ends.
    record Cancel(Instant effectiveAt) implements ScheduledChange {
        @Override
        public SubscriptionData.ScheduledChange data() {
            return new SubscriptionData.ScheduledChange("cancel", effectiveAt, null);
        }
    }
}
