package dev.portico.pricing;

import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import org.jspecify.annotations.Nullable;

/// How one thing is taxed.
///
/// @param rate a fraction such as `"0.19"`, as it is paid there by whoever is not exempt
/// @param included whether the price includes it
/// @param reversed whether the buyer owes it himself: then it is not charged, and taken out of a price that includes it
/// @param name what the merchant calls it; absent where he calls it nothing
public record Tax(
        String rate,
        boolean included,
        boolean reversed,
        @Nullable String name) {

    /// The rate where nothing is taxed.
    public static final String NO_RATE = "0";

    static final Tax NONE = new Tax(NO_RATE, false, false, null);

    /// The rate that is on the bill.
    public String charged() {
        return reversed ? NO_RATE : rate;
    }

    /// An amount without its tax, and the tax.
    record Split(Money net, Money tax) {

        Money total() {
            return net.plus(tax);
        }
    }

    /// @param asked by the price, so with the tax if that is included
    Split split(Money asked) {
        Rate of = Rate.of(rate);
        Money tax = included ? of.within(asked) : of.of(asked);
        Money net = included ? asked.minus(tax) : asked;
        return new Split(net, reversed ? Money.zero(asked.currency()) : tax);
    }
}
