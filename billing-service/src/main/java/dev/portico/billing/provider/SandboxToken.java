package dev.portico.billing.provider;

import dev.portico.chassis.vault.Entered;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Tokens that anybody can write down, for back ends and tests: they stand for what else is entered into the vault's
/// form, and can be used as often as one likes.
enum SandboxToken {
    VISA(Behaviour.WORKS, "visa", "4242", 3),
    MASTERCARD(Behaviour.WORKS, "mastercard", "4444", 3),
    AMEX(Behaviour.WORKS, "american_express", "0005", 3),
    DECLINED(Behaviour.DECLINED, "visa", "0002", 3),
    INSUFFICIENT_FUNDS(Behaviour.INSUFFICIENT_FUNDS, "visa", "9995", 3),
    EXPIRED(Behaviour.EXPIRED, "mastercard", "0069", -1),
    /// Its holder has said yes to his bank already.
    THREE_D_SECURE(Behaviour.WORKS, "visa", "3184", 3),
    FAILS_LATER(Behaviour.FAILS_LATER, "visa", "0341", 3),
    SLOW(Behaviour.SLOW, "visa", "1018", 3),
    UNREACHABLE(Behaviour.UNREACHABLE, "visa", "1026", 3),
    SEPA_DEBIT(Behaviour.SLOW, "", "3000", 0),
    PAYPAL(Behaviour.WORKS, "", "", 0);

    private final Behaviour behaviour;
    private final String brand;
    private final String last4;
    private final int yearsLeft;

    SandboxToken(Behaviour behaviour, String brand, String last4, int yearsLeft) {
        this.behaviour = behaviour;
        this.brand = brand;
        this.last4 = last4;
        this.yearsLeft = yearsLeft;
    }

    static Optional<SandboxToken> read(String token) {
        return Arrays.stream(values())
                .filter(known -> known.token().equals(token))
                .findFirst();
    }

    String token() {
        return "tok_sandbox_" + name().toLowerCase(Locale.ROOT);
    }

    Behaviour behaviour() {
        return behaviour;
    }

    /// @param year the present one
    Entered entered(int year) {
        return switch (this) {
            case SEPA_DEBIT -> new Entered.Debit("DE", last4, behaviour.word());
            case PAYPAL -> new Entered.Wallet("buyer@sandbox.example", behaviour.word());
            default -> new Entered.Card(brand, last4, 12, year + yearsLeft, null, behaviour.word());
        };
    }
}
