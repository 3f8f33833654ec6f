package dev.portico.billing.transaction;

import java.time.Duration;
import java.time.Instant;

/// When a provider who owes an answer is asked again: soon at first, then ever more seldom, but never for the last
/// time.
///
/// @param times how often he has answered that he does not know yet, or nothing
record Asking(int times, Instant againAt) {

    static final Duration FIRST = Duration.ofSeconds(5);
    static final Duration LONGEST = Duration.ofHours(1);

    private static final int DOUBLED_AT_MOST = 10;

    /// He is being asked now. If nobody has written down his answer by then, it was lost.
    static Asking begun(Instant now) {
        return new Asking(0, now.plus(FIRST));
    }

    Asking inVain(Instant now) {
        Duration wait = FIRST.multipliedBy(1L << Math.min(times, DOUBLED_AT_MOST));
        return new Asking(times + 1, now.plus(wait.compareTo(LONGEST) < 0 ? wait : LONGEST));
    }
}
