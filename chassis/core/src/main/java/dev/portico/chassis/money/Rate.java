package dev.portico.chassis.money;

import java.math.BigInteger;
import java.util.Locale;

/// A fraction as it stands on the wire, `"0.5"`, and what part of an amount it is.
///
/// @param digits the number without its point
/// @param scale ten to the number of digits behind the point
public record Rate(BigInteger digits, BigInteger scale) {

    private static final String FORM = "[0-9]{1,12}(\\.[0-9]{1,20})?";
    private static final int DIGITS = 10;

    public static boolean isValid(String rate) {
        return rate.matches(FORM);
    }

    /// @throws NumberFormatException if it is no such number
    public static Rate of(String rate) {
        if (!isValid(rate)) throw new NumberFormatException(rate);
        int point = rate.indexOf('.');
        int behind = point < 0 ? 0 : rate.length() - point - 1;
        return new Rate(new BigInteger(rate.replace(".", "")), BigInteger.TEN.pow(behind));
    }

    /// So many hundredths: `"12.5"` percent.
    public static Rate percent(String percentage) {
        Rate whole = of(percentage);
        return new Rate(whole.digits, whole.scale.multiply(BigInteger.valueOf(100)));
    }

    /// The fraction that a part is of a whole, to ten digits, rounded half up, as text.
    public static String share(long part, long whole) {
        BigInteger scale = BigInteger.TEN.pow(DIGITS);
        BigInteger twice = BigInteger.valueOf(part).multiply(scale).shiftLeft(1).add(BigInteger.valueOf(whole));
        BigInteger digits = twice.divide(BigInteger.valueOf(whole).shiftLeft(1));
        BigInteger[] parts = digits.divideAndRemainder(scale);
        String behind =
                String.format(Locale.ROOT, "%0" + DIGITS + "d", parts[1]).replaceFirst("0+$", "");
        return behind.isEmpty() ? parts[0].toString() : parts[0] + "." + behind;
    }

    /// The part of an amount that this is, rounded half up to the minor unit.
    ///
    /// @throws ArithmeticException if no amount can hold it
    public Money of(Money amount) {
        BigInteger twice =
                BigInteger.valueOf(amount.minor()).multiply(digits).shiftLeft(1).add(scale);
        return new Money(twice.divide(scale.shiftLeft(1)).longValueExact(), amount.currency());
    }

    /// What part of an amount was added to the rest at this rate, rounded half up to the minor unit: the tax in a price
    /// that includes it.
    ///
    /// @throws ArithmeticException if no amount can hold it
    public Money within(Money amount) {
        return new Rate(digits, scale.add(digits)).of(amount);
    }
}
