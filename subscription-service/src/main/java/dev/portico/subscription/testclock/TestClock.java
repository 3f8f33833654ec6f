package dev.portico.subscription.testclock;

import static dev.portico.events.SubscriptionEvents.TEST_CLOCK_UPDATED;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.TestClockData;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A clock that stands still until somebody moves it forward.
///
/// @param frozenTime what time it is on it
/// @param targetTime where it is being moved to; absent while it stands
/// @param advancing true while it is being moved, else absent: what the worker looks for
public record TestClock(
        String id,
        String merchantId,
        @Nullable String name,
        Instant frozenTime,
        @Nullable Instant targetTime,
        @Nullable Boolean advancing,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    private static final Duration FARTHEST = Duration.ofDays(5 * 366);

    Change<TestClock> created() {
        return Change.to(this).telling(TEST_CLOCK_UPDATED, data());
    }

    Change<TestClock> advance(Instant target, Instant now) {
        if (targetTime != null) throw Refusal.of(ErrorCode.CONFLICT, "The clock is being moved already.");
        if (!target.isAfter(frozenTime)) throw Refusal.field("frozen_time", "must be later than the clock's time");
        if (target.isAfter(frozenTime.plus(FARTHEST)))
            throw Refusal.field("frozen_time", "must be at most five years later than the clock's time");
        return told(new TestClock(id, merchantId, name, frozenTime, target, true, createdAt, now));
    }

    /// It is that time now. Where it was to be moved to, it stands again.
    Change<TestClock> reached(Instant time, Instant now) {
        if (targetTime == null || time.isBefore(frozenTime)) return Change.to(this);
        boolean there = !time.isBefore(targetTime);
        if (!there && time.equals(frozenTime)) return Change.to(this);
        return told(new TestClock(
                id, merchantId, name, time, there ? null : targetTime, there ? null : true, createdAt, now));
    }

    private static Change<TestClock> told(TestClock clock) {
        return Change.to(clock).telling(TEST_CLOCK_UPDATED, clock.data());
    }

    TestClockData data() {
        return new TestClockData(
                id, name, targetTime == null ? "ready" : "advancing", frozenTime, targetTime, createdAt, updatedAt);
    }
}
