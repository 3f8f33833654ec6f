package dev.portico.billing.provider;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The sandbox's test cards.
enum SandboxCard {
    VISA("visa", "4242", "", 3),
    MASTERCARD("mastercard", "4444", "", 3),
    AMEX("american_express", "0005", "", 3),
    DECLINED("visa", "0002", "declined", 3),
    INSUFFICIENT_FUNDS("visa", "9995", "not_enough_balance", 3),
    EXPIRED("mastercard", "0069", "expired_card", -1);

    private final String brand;
    private final String last4;
    private final String errorCode;
    private final int yearsLeft;

    SandboxCard(String brand, String last4, String errorCode, int yearsLeft) {
        this.brand = brand;
        this.last4 = last4;
        this.errorCode = errorCode;
        this.yearsLeft = yearsLeft;
    }

    static Optional<SandboxCard> byToken(String token) {
        return Arrays.stream(values())
                .filter(card -> card.token().equals(token))
                .findFirst();
    }

    String token() {
        return "tok_sandbox_" + name().toLowerCase(Locale.ROOT);
    }

    String brand() {
        return brand;
    }

    String last4() {
        return last4;
    }

    /// Why a charge is declined; empty if it is not.
    String errorCode() {
        return errorCode;
    }

    int yearsLeft() {
        return yearsLeft;
    }
}
