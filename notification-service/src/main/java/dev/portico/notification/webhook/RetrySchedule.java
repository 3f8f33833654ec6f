package dev.portico.notification.webhook;

import java.time.Duration;
import java.util.Optional;

/// When a delivery that failed is tried again: 60 tries within three days, 20 of them in the first hour, as Paddle has
/// it. Each wait is a little shorter or longer by chance, so that what failed together does not come back together;
/// the bounds hold whatever chance says.
final class RetrySchedule {

    static final int TRIES = 60;
    static final Duration WITHIN = Duration.ofDays(3);

    private static final int TRIES_IN_FIRST_HOUR = 20;
    // At ten per cent more, and five seconds for every try, still an hour.
    private static final Duration FIRST_HOUR = Duration.ofMinutes(52);
    // At ten per cent less, the 21st try comes after the first hour. Forty such waits make 62 hours.
    private static final Duration FIRST_LATER = Duration.ofMinutes(15);
    private static final Duration LONGER_EACH_TIME = Duration.ofMinutes(4);

    private RetrySchedule() {}

    /// @param tries how often it was tried
    /// @param chance from 0 to 1
    /// @return how long to wait; nothing if it is given up
    static Optional<Duration> waitAfter(int tries, double chance) {
        if (tries >= TRIES) return Optional.empty();
        Duration wait = tries < TRIES_IN_FIRST_HOUR ? soon(tries) : later(tries);
        return Optional.of(wait.plusMillis(Math.round(wait.toMillis() * 0.1 * (2 * chance - 1))));
    }

    // The n-th try comes after n² parts of the hour: the waits between are its odd numbers.
    private static Duration soon(int tries) {
        int waits = TRIES_IN_FIRST_HOUR - 1;
        return FIRST_HOUR.multipliedBy(2L * tries - 1).dividedBy((long) waits * waits);
    }

    private static Duration later(int tries) {
        return FIRST_LATER.plus(LONGER_EACH_TIME.multipliedBy(tries - TRIES_IN_FIRST_HOUR));
    }
}
