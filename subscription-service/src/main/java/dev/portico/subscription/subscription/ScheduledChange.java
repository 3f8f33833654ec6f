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
    /// @param newPeriod how it then goes on
    record Pause(Instant effectiveAt, @Nullable Instant resumeAt, boolean newPeriod) implements ScheduledChange {
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
    ///
    /// @param newPeriod whether a new period begins then, or what was paid for is gone on with
    record Resume(Instant effectiveAt, boolean newPeriod) implements ScheduledChange {
        @Override
        public String action() {
            return "resume";
        }
    }
}
