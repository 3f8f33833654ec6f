package dev.portico.chassis.money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Shares an amount out so that the shares add up to it to the last minor unit.
public final class Allocation {

    private Allocation() {}

    /// Shares in proportion to weights: each gets its part rounded down, and the units left over go, one each, to those
    /// who lost most by the rounding. Nobody gets anything if all weights are zero.
    public static List<Money> of(Money amount, List<Money> weights) {
        BigInteger whole = weights.stream()
                .map(weight -> BigInteger.valueOf(weight.minor()))
                .reduce(BigInteger.ZERO, BigInteger::add);
        if (whole.signum() == 0)
            return weights.stream().map(_ -> Money.zero(amount.currency())).toList();
        var shares = new ArrayList<BigInteger[]>();
        for (Money weight : weights)
            shares.add(BigInteger.valueOf(amount.minor())
                    .multiply(BigInteger.valueOf(weight.minor()))
                    .divideAndRemainder(whole));
        long given =
                shares.stream().mapToLong(share -> share[0].longValueExact()).sum();
        List<Integer> byLoss = IntStream.range(0, shares.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> shares.get(i)[1]).reversed())
                .toList();
        for (int i : byLoss.subList(0, Math.toIntExact(amount.minor() - given)))
            shares.get(i)[0] = shares.get(i)[0].add(BigInteger.ONE);
        return shares.stream()
                .map(share -> new Money(share[0].longValueExact(), amount.currency()))
                .toList();
    }
}
