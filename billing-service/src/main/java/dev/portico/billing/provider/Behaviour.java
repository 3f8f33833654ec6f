package dev.portico.billing.provider;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a payment method of the sandbox does whenever it is charged.
enum Behaviour {
    WORKS(0, null),
    DECLINED(0, "declined"),
    INSUFFICIENT_FUNDS(0, "not_enough_balance"),
    EXPIRED(0, "expired_card"),
    /// The first charge works; all others are declined.
    FAILS_LATER(0, null),
    /// Does not answer the first time, as banks do not for direct debits.
    SLOW(1, null),
    UNREACHABLE(3, null),
    /// None of the sandbox's.
    UNKNOWN(0, "redacted_payment_method");

    private final int silentFor;
    private final @Nullable String errorCode;

    Behaviour(int silentFor, @Nullable String errorCode) {
        this.silentFor = silentFor;
        this.errorCode = errorCode;
    }

    /// @param word its name in small letters
    static Behaviour read(String word) {
        return Arrays.stream(values())
                .filter(behaviour -> behaviour.word().equals(word))
                .findFirst()
                .orElse(UNKNOWN);
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// How often a charge is asked for in vain.
    int silentFor() {
        return silentFor;
    }

    /// Why a charge is declined; null if it is not.
    @Nullable
    String errorCode() {
        return errorCode;
    }
}
