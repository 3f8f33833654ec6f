package dev.portico.notification.webhook;

import java.time.Duration;
import java.time.Instant;

/// How an endpoint has behaved lately, as this instance has seen it. One that does not answer is left alone for a
/// while, so that what waits for it costs nobody else anything; then one call tries whether it is back.
final class Circuit {

    private static final int FAILURES = 5;
    // Always shorter than a notification's own wait at that time, so that no single one is held up by it.
    private static final int SHARE = 20;
    private static final Duration SHORTEST_REST = Duration.ofSeconds(15);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final Duration REMEMBERED = Duration.ofHours(4);

    private int failures;
    private int underWay;
    private Instant failingSince = Instant.EPOCH;
    private Instant lastFailure = Instant.EPOCH;
    private Instant restsUntil = Instant.EPOCH;

    boolean restsAt(Instant now) {
        return now.isBefore(restsUntil);
    }

    boolean isBusy(int atOnce) {
        return underWay >= (failures < FAILURES ? atOnce : 1);
    }

    /// Whether there is nothing to remember of it.
    boolean isHistoryAt(Instant now) {
        return underWay == 0 && (failures == 0 || lastFailure.plus(REMEMBERED).isBefore(now));
    }

    Instant restsUntil() {
        return restsUntil;
    }

    void begin() {
        underWay++;
    }

    void end() {
        underWay--;
    }

    void succeeded() {
        failures = 0;
        restsUntil = Instant.EPOCH;
    }

    /// @return whether it is left alone from now on
    boolean failed(Instant now) {
        if (failures++ == 0) failingSince = now;
        lastFailure = now;
        if (failures < FAILURES || restsAt(now)) return false;
        restsUntil = now.plus(rest(Duration.between(failingSince, now)));
        return true;
    }

    private static Duration rest(Duration failing) {
        Duration share = failing.dividedBy(SHARE);
        if (share.compareTo(SHORTEST_REST) < 0) return SHORTEST_REST;
        return share.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : share;
    }
}
