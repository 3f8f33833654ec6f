package dev.portico.chassis.money;

import static java.lang.Math.addExact;
import static java.lang.Math.floorDiv;
import static java.lang.Math.multiplyExact;
import static java.lang.Math.subtractExact;

import java.util.Currency;

/// An amount in minor units of its currency. Never a fraction, never another currency by mistake.
///
/// @param minor minor units (cents, yen, fils), may be negative
/// @param currency ISO 4217 code
public record Money(long minor, String currency) {

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /// @throws NumberFormatException if the amount is not a whole number
    public static Money of(String amount, String currency) {
        return new Money(Long.parseLong(amount), currency);
    }

    /// How many digits of an amount are behind its decimal point, by ISO 4217.
    public int exponent() {
        return Currency.getInstance(currency).getDefaultFractionDigits();
    }

    public Money plus(Money other) {
        return new Money(addExact(minor, same(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(subtractExact(minor, same(other).minor), currency);
    }

    public Money times(long factor) {
        return new Money(multiplyExact(minor, factor), currency);
    }

    /// The share of this amount for `part` of `whole`, rounded half up to the minor unit (half away from zero would
    /// make a
    /// refund and its charge differ by one).
    public Money share(long part, long whole) {
        long twice = addExact(multiplyExact(multiplyExact(minor, 2), part), whole);
        return new Money(floorDiv(twice, multiplyExact(whole, 2)), currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    /// The amount as it stands on the wire.
    public String amount() {
        return Long.toString(minor);
    }

    private Money same(Money other) {
        if (!currency.equals(other.currency))
            throw new IllegalArgumentException(currency + " is not " + other.currency);
        return other;
    }
}
