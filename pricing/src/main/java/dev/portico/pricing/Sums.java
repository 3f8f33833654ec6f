package dev.portico.pricing;

import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Adds up the lines of a bill: the whole, and what was taxed at each rate.
public final class Sums {

    private Sums() {}

    /// @throws ArithmeticException if no amount can hold a sum
    public static LineTotals of(List<Rated> lines) {
        return new LineTotals(
                sum(lines, LineTotals::subtotal),
                sum(lines, LineTotals::discount),
                sum(lines, LineTotals::tax),
                sum(lines, LineTotals::total));
    }

    /// One entry for each rate, the lowest first. It is called what all that was taxed at it is called.
    public static List<TaxRateUsed> byRate(List<Rated> lines) {
        return lines.stream()
                .collect(Collectors.groupingBy(Rated::taxRate, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(rate -> new TaxRateUsed(rate.getKey(), of(rate.getValue()), name(rate.getValue())))
                .toList();
    }

    private static @Nullable String name(List<Rated> lines) {
        String first = lines.getFirst().taxName();
        boolean same = first != null && lines.stream().allMatch(line -> first.equals(line.taxName()));
        return same ? first : null;
    }

    private static String sum(List<Rated> lines, Function<LineTotals, String> amount) {
        long sum = 0;
        for (Rated line : lines) sum = Math.addExact(sum, Long.parseLong(amount.apply(line.totals())));
        return Long.toString(sum);
    }
}
