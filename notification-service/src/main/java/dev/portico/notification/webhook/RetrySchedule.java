package dev.portico.notification.webhook;

import java.time.Duration;
import java.util.Optional;

/// When a delivery that failed is tried again: 60 tries within three days, 20 of them in the first hour, as Paddle has
/// it. Each wait is a little shorter or longer by chance, so that what failed together does not come back together.
final class RetrySchedule {

    static final int TRIES = 60;
    static final Duration WITHIN = Duration.ofDays(3);

    private static final int TRIES_IN_FIRST_HOUR = 20;
    private static final Duration FIRST_HOUR = Duration.ofMinutes(55);
    private static final Duration REST = Duration.ofHours(66);

    private RetrySchedule() {}

    /// @param tries how often it was tried
    /// @param chance from 0 to 1
    /// @return how long to wait; nothing if it is given up
    static Optional<Duration> waitAfter(int tries, double chance) {
        if (tries >= TRIES) return Optional.empty();
        Duration wait = dueAfter(tries).minus(dueAfter(tries - 1));
        long jitter = Math.round(wait.toMillis() * 0.1 * (2 * chance - 1));
        return Optional.of(wait.plusMillis(jitter));
    }

    // Both parts grow with the square of the tries: soon at first, then ever more patiently.
    private static Duration dueAfter(int tries) {
        if (tries < TRIES_IN_FIRST_HOUR) return part(FIRST_HOUR, tries, TRIES_IN_FIRST_HOUR - 1);
        int later = tries - TRIES_IN_FIRST_HOUR + 1;
        return FIRST_HOUR.plus(part(REST, later, TRIES - TRIES_IN_FIRST_HOUR));
    }

    private static Duration part(Duration whole, int step, int steps) {
        return Duration.ofMillis(whole.toMillis() * step * step / ((long) steps * steps));
    }
}
