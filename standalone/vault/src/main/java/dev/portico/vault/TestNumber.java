package dev.portico.vault;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The numbers that the form takes. No others: what somebody has in his purse has no business in a sandbox.
enum TestNumber {
    WORKS("4242424242424242", "works"),
    MASTERCARD("5555555555554444", "works"),
    AMEX("378282246310005", "works"),
    DECLINED("4000000000000002", "declined"),
    INSUFFICIENT_FUNDS("4000000000009995", "insufficient_funds"),
    EXPIRED("4000000000000069", "expired"),
    CHALLENGE("4000002760003184", "works"),
    FAILS_LATER("4000000000000341", "fails_later"),
    SLOW("4000000000001018", "slow"),
    UNREACHABLE("4000000000001026", "unreachable");

    /// What the others of a bank account do is what this one does not.
    static final String REFUSED_IBAN = "DE62370400440532013001";

    private final String digits;
    private final String behaviour;

    TestNumber(String digits, String behaviour) {
        this.digits = digits;
        this.behaviour = behaviour;
    }

    static Optional<TestNumber> find(CardNumber number) {
        return Arrays.stream(values()).filter(known -> number.is(known.digits)).findFirst();
    }

    String digits() {
        return digits;
    }

    /// As it is printed on a card.
    String printed() {
        return this == AMEX ? digits.replaceFirst("(.{4})(.{6})", "$1 $2 ") : digits.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /// What the sandbox does when the card is charged, in its own words.
    String behaviour() {
        return behaviour;
    }

    /// The key of the text that says so.
    String text() {
        return "vault.test." + name().toLowerCase(Locale.ROOT);
    }

    /// Whether its bank wants to know that it is its holder who pays.
    boolean asksItsHolder() {
        return this == CHALLENGE;
    }
}
