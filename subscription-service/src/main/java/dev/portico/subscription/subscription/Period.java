package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Rate;
import dev.portico.events.PeriodData;
import dev.portico.events.Proration;
import java.time.Duration;
import java.time.Instant;

/// From one instant to another, the end excluded.
record Period(Instant startsAt, Instant endsAt) {

    /// What is left of it, and how much of the whole that is.
    Proration restAt(Instant now) {
        Instant from = now.isBefore(startsAt) ? startsAt : now.isAfter(endsAt) ? endsAt : now;
        long whole = Math.max(1, Duration.between(startsAt, endsAt).toSeconds());
        long rest = Duration.between(from, endsAt).toSeconds();
        return new Proration(Rate.share(rest, whole), new PeriodData(from, endsAt));
    }

    PeriodData data() {
        return new PeriodData(startsAt, endsAt);
    }
}
