package dev.portico.chassis.inbox;

/// Something this event needs has not arrived yet. It will: the event is tried again, and what follows it waits.
public final class RetryLater extends RuntimeException {

    public RetryLater(String what) {
        super(what, null, false, false);
    }
}
