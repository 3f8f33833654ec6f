package dev.portico.billing.transaction;

import dev.portico.chassis.money.Money;
import java.math.BigInteger;

/// A fraction as it stands on the wire, `"0.5"`, and what part of an amount it is.
///
/// @param digits the number without its point
/// @param scale ten to the number of digits behind the point
record Rate(BigInteger digits, BigInteger scale) {

    private static final String FORM = "[0-9]{1,12}(\\.[0-9]{1,20})?";

    static boolean isValid(String rate) {
        return rate.matches(FORM);
    }

    /// @throws NumberFormatException if it is no such number
    static Rate of(String rate) {
        if (!isValid(rate)) throw new NumberFormatException(rate);
        int point = rate.indexOf('.');
        int behind = point < 0 ? 0 : rate.length() - point - 1;
        return new Rate(new BigInteger(rate.replace(".", "")), BigInteger.TEN.pow(behind));
    }

    /// So many hundredths: `"12.5"` percent.
    static Rate percent(String percentage) {
        Rate whole = of(percentage);
        return new Rate(whole.digits, whole.scale.multiply(BigInteger.valueOf(100)));
    }

    /// The part of an amount that this is, rounded half up to the minor unit.
    ///
    /// @throws ArithmeticException if no amount can hold it
    Money of(Money amount) {
        BigInteger twice =
                BigInteger.valueOf(amount.minor()).multiply(digits).shiftLeft(1).add(scale);
        return new Money(twice.divide(scale.shiftLeft(1)).longValueExact(), amount.currency());
    }
}
