package dev.portico.billing.transaction;

import dev.portico.chassis.money.Allocation;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import dev.portico.events.DiscountData;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What a discount takes off each line. Pure: the same lines and discount give the same amounts. What comes off the
/// whole is shared among the lines so that the shares add up to it to the last minor unit, and no line falls below
/// zero.
final class Calculation {

    private Calculation() {}

    /// The lines with the discount taken off; as they are without one.
    ///
    /// @throws ArithmeticException if they come to more than an amount can hold
    static List<Line> discounted(List<Line> lines, @Nullable DiscountData discount) {
        if (discount == null) return lines;
        List<Money> off = switch (discount.type()) {
            case "flat_per_seat" -> perSeat(lines, discount);
            case "percentage" -> shared(lines, discount, Rate.percent(discount.amount()));
            default -> shared(lines, discount, null);
        };
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).discountedBy(off.get(i)))
                .toList();
    }

    /// Whether the discount comes off this line at all.
    static boolean comesOff(DiscountData discount, Line line) {
        List<String> only = discount.restrictTo();
        return only == null
                || only.isEmpty()
                || only.contains(line.price().id())
                || only.contains(line.product().id());
    }

    private static List<Money> perSeat(List<Line> lines, DiscountData discount) {
        return lines.stream()
                .map(line -> {
                    String currency = line.subtotal().currency();
                    if (!comesOff(discount, line)) return Money.zero(currency);
                    Money wanted = Money.of(discount.amount(), currency).times(line.quantity());
                    return smaller(wanted, line.subtotal());
                })
                .toList();
    }

    private static List<Money> shared(List<Line> lines, DiscountData discount, @Nullable Rate percentage) {
        String currency = lines.getFirst().subtotal().currency();
        List<Money> weights = lines.stream()
                .map(line -> comesOff(discount, line) ? line.subtotal() : Money.zero(currency))
                .toList();
        Money eligible = weights.stream().reduce(Money.zero(currency), Money::plus);
        Money wanted = percentage == null ? Money.of(discount.amount(), currency) : percentage.of(eligible);
        return Allocation.of(smaller(wanted, eligible), weights);
    }

    private static Money smaller(Money a, Money b) {
        return a.minor() <= b.minor() ? a : b;
    }
}
