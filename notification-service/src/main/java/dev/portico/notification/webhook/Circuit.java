package dev.portico.notification.webhook;

import java.time.Duration;
import java.time.Instant;

/// How an endpoint has behaved lately, as this instance has seen it. One that does not answer is left alone for a
/// while, so that what waits for it costs nobody else anything.
final class Circuit {

    private static final int FAILURES = 5;
    private static final Duration FIRST_REST = Duration.ofSeconds(15);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private int failures;
    private int underWay;
    private Instant closedUntil = Instant.EPOCH;

    synchronized boolean isOpenAt(Instant now) {
        return now.isBefore(closedUntil);
    }

    /// Until when it is left alone.
    synchronized Instant restsUntil() {
        return closedUntil;
    }

    synchronized boolean isBusy(int atOnce) {
        return underWay >= atOnce;
    }

    synchronized void begin() {
        underWay++;
    }

    synchronized void end() {
        underWay--;
    }

    synchronized boolean isIdle() {
        return underWay == 0 && failures == 0;
    }

    synchronized void succeeded() {
        failures = 0;
        closedUntil = Instant.EPOCH;
    }

    synchronized void failed(Instant now) {
        failures++;
        if (failures < FAILURES) return;
        Duration rest = FIRST_REST.multipliedBy(1L << Math.min(failures - FAILURES, 10));
        closedUntil = now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
    }
}
