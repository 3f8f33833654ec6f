package dev.portico.subscription.subscription;

import dev.portico.events.DurationData;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Every so many days, weeks, months or years, by the calendar in UTC. Months and years keep the day on which they
/// began: what
/// began on 31 January is due on 28 February and on 31 March.
record BillingCycle(String interval, int frequency) {

    static @Nullable BillingCycle of(@Nullable DurationData duration) {
        return duration == null ? null : new BillingCycle(duration.interval(), duration.frequency());
    }

    /// When the n-th period after the anchor ends.
    Instant end(Instant anchor, int periods) {
        LocalDateTime start = LocalDateTime.ofInstant(anchor, ZoneOffset.UTC);
        long units = Math.multiplyExact((long) frequency, periods);
        LocalDateTime end = switch (interval) {
            case "day" -> start.plusDays(units);
            case "week" -> start.plusWeeks(units);
            case "month" -> start.plusMonths(units);
            case "year" -> start.plusYears(units);
            default -> throw new IllegalArgumentException("unknown interval " + interval);
        };
        return end.toInstant(ZoneOffset.UTC);
    }

    /// When the period ends, of those counted from the anchor, that is under way at an instant or begins with it.
    Instant endAfter(Instant anchor, Instant at) {
        int periods = Math.max(1, Math.toIntExact(whole(anchor, at)));
        while (!end(anchor, periods).isAfter(at)) periods++;
        return end(anchor, periods);
    }

    // Whole periods between two instants: never more than there are, so that a search may start there.
    private long whole(Instant from, Instant to) {
        var unit = ChronoUnit.valueOf(interval.toUpperCase(Locale.ROOT) + "S");
        return unit.between(from.atOffset(ZoneOffset.UTC), to.atOffset(ZoneOffset.UTC)) / frequency;
    }

    DurationData data() {
        return new DurationData(interval, frequency);
    }
}
