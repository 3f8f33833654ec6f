package dev.portico.pricing;

import dev.portico.chassis.money.Allocation;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import dev.portico.events.DiscountData;
import dev.portico.events.TransactionData.LineTotals;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the lines of a bill come to. A discount comes off what is asked, before it is taxed; what comes off the whole
/// is shared among the lines by the largest remainder, so that the shares add up to it and no line falls below zero.
/// Each line is taxed and rounded by itself, half up, so that what is given back for a line is what it was charged.
public final class Pricing {

    private Pricing() {}

    /// @throws ArithmeticException if it comes to more than an amount can hold
    /// @throws NumberFormatException if the discount's amount is none
    public static List<Priced> of(List<Entry> entries, @Nullable DiscountData discount, Taxation taxation) {
        List<Money> off = off(entries, discount);
        List<Priced> priced = IntStream.range(0, entries.size())
                .mapToObj(i -> priced(entries.get(i), off.get(i), taxation))
                .toList();
        // Refuses at once what no sum can hold.
        Sums.of(priced.stream().map(Priced::rated).toList());
        return priced;
    }

    private static Priced priced(Entry entry, Money off, Taxation taxation) {
        Tax tax = entry.tax() == null ? taxation.of(entry.price(), entry.product()) : entry.tax();
        Money each = new Money(off.minor() / Math.max(1, entry.quantity()), off.currency());
        return new Priced(entry, tax, totals(entry.askedForOne(), each, tax), totals(entry.asked(), off, tax));
    }

    // Where the price includes the tax, so does what comes off: shown is what that is without tax.
    private static LineTotals totals(Money asked, Money off, Tax tax) {
        Tax.Split whole = tax.split(asked);
        Tax.Split left = tax.split(asked.minus(off));
        return new LineTotals(
                whole.net().amount(),
                whole.net().minus(left.net()).amount(),
                left.tax().amount(),
                left.total().amount());
    }

    private static List<Money> off(List<Entry> entries, @Nullable DiscountData discount) {
        if (discount == null || entries.isEmpty())
            return entries.stream().map(entry -> Money.zero(entry.currency())).toList();
        List<Money> eligible = entries.stream()
                .map(entry -> entry.takes(discount) ? entry.asked() : Money.zero(entry.currency()))
                .toList();
        return switch (discount.type()) {
            case "flat_per_seat" -> perSeat(entries, discount, eligible);
            case "percentage" ->
                shared(eligible, Rate.percent(discount.amount()).of(sum(eligible)));
            default ->
                shared(eligible, Money.of(discount.amount(), eligible.getFirst().currency()));
        };
    }

    private static List<Money> perSeat(List<Entry> entries, DiscountData discount, List<Money> eligible) {
        return IntStream.range(0, entries.size())
                .mapToObj(i -> {
                    Money one = Money.of(discount.amount(), entries.get(i).currency());
                    return smaller(one.times(entries.get(i).quantity()), eligible.get(i));
                })
                .toList();
    }

    private static List<Money> shared(List<Money> eligible, Money wanted) {
        return Allocation.of(smaller(wanted, sum(eligible)), eligible);
    }

    private static Money sum(List<Money> amounts) {
        return amounts.stream().reduce(Money.zero(amounts.getFirst().currency()), Money::plus);
    }

    private static Money smaller(Money a, Money b) {
        return a.minor() <= b.minor() ? a : b;
    }
}
