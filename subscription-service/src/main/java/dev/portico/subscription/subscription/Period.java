package dev.portico.subscription.subscription;

import dev.portico.events.PeriodData;
import java.time.Instant;

/// From one instant to another, the end excluded.
record Period(Instant startsAt, Instant endsAt) {

    PeriodData data() {
        return new PeriodData(startsAt, endsAt);
    }
}
