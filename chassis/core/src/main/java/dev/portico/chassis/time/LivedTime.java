package dev.portico.chassis.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The time that whoever is worked for lives in: everybody's, to the millisecond, unless he lives on a test clock.
public final class LivedTime extends Clock {

    private static final String OFFSET = "portico.clock.offset";

    /// The time that everybody real lives in: for what is due, expires or is measured, whoever it is for. A whole
    /// installation can be tried out in another time, by the JVM's property `portico.clock.offset` (`P31D`).
    public static final Clock WALL =
            Clock.offset(Clock.tickMillis(ZoneOffset.UTC), Duration.parse(System.getProperty(OFFSET, "PT0S")));

    private static final ScopedValue<Instant> TEST = ScopedValue.newInstance();

    /// Does something at the time of a test clock.
    ///
    /// @param testTime what time it is; null if it is done for somebody real
    public static <T> T at(@Nullable Instant testTime, Supplier<T> work) {
        return testTime == null ? work.get() : ScopedValue.where(TEST, testTime).call(work::get);
    }

    /// The same work for another thread, at the time of this one.
    public static Runnable carried(Runnable work) {
        if (!TEST.isBound()) return work;
        Instant testTime = TEST.get();
        return () -> ScopedValue.where(TEST, testTime).run(work);
    }

    @Override
    public Instant instant() {
        return TEST.isBound() ? TEST.get() : WALL.instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return WALL.withZone(zone);
    }
}
