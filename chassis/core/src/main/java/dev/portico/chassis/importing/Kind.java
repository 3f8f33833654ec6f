package dev.portico.chassis.importing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be imported, in the order in which it is: each kind refers to earlier ones only.
public enum Kind {
    PRODUCT("pro"),
    PRICE("pri"),
    CUSTOMER("ctm"),
    ADDRESS("add"),
    BUSINESS("biz"),
    SUBSCRIPTION("sub"),
    TRANSACTION("txn");

    private final String prefix;

    Kind(String prefix) {
        this.prefix = prefix;
    }

    static Optional<Kind> of(String wire) {
        return Arrays.stream(values()).filter(kind -> kind.wire().equals(wire)).findFirst();
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    String prefix() {
        return prefix;
    }
}
