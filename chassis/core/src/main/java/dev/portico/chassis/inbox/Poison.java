package dev.portico.chassis.inbox;

/// An event that can't be read. No retry will mend it.
final class Poison extends RuntimeException {

    Poison(Throwable cause) {
        super("this event cannot be read", cause);
    }
}
