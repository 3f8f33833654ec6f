package dev.portico.subscription.subscription;

import dev.portico.events.SubscriptionData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What will happen by itself when its time has come.
sealed interface ScheduledChange {

    Instant effectiveAt();

    /// Paddle's word for it.
    String action();

    default SubscriptionData.ScheduledChange data() {
        return new SubscriptionData.ScheduledChange(action(), effectiveAt(), null);
    }

    /// The subscription ends.
    record Cancel(Instant effectiveAt) implements ScheduledChange {
        @Override
        public String action() {
            return "cancel";
        }
    }

    /// Nothing more is charged.
    ///
    /// @param resumeAt until when; absent if until somebody resumes it
    record Pause(Instant effectiveAt, @Nullable Instant resumeAt) implements ScheduledChange {
        @Override
        public String action() {
            return "pause";
        }

        @Override
        public SubscriptionData.ScheduledChange data() {
            return new SubscriptionData.ScheduledChange(action(), effectiveAt, resumeAt);
        }
    }

    /// It goes on.
    record Resume(Instant effectiveAt) implements ScheduledChange {
        @Override
        public String action() {
            return "resume";
        }
    }
}
