package dev.portico.chassis.store;

/// What was to be stored breaks a rule of uniqueness: it, or something with the same unique fields, is there already.
public final class Duplicate extends RuntimeException {

    Duplicate(Throwable cause) {
        super("a document with the same unique fields exists", cause, false, false);
    }
}
