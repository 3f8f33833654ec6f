package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Allocation;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import dev.portico.events.DiscountData;
import dev.portico.events.ProductData;
import dev.portico.events.Proration;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.events.TransactionData.Totals;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What something will cost, line by line. Says what billing-service will say of the transaction: both round and share
/// by the same rules.
record Quote(List<TaxRateUsed> taxRatesUsed, Totals totals, List<Line> lineItems) {

    private static final String NO_TAX = "0";

    /// One line of a bill to come.
    record Line(
            String priceId,
            int quantity,
            @Nullable Proration proration,
            String taxRate,
            LineTotals unitTotals,
            LineTotals totals,
            ProductData product) {}

    /// @param credit what comes off the total at last
    static Quote of(List<Extra> extras, @Nullable DiscountData discount, Money credit) {
        List<Money> off = off(extras, discount, credit.currency());
        Money subtotal = sum(extras.stream().map(Extra::amount).toList(), credit.currency());
        Money discounted = sum(off, credit.currency());
        Money total = subtotal.minus(discounted);
        Money used = credit.minor() < total.minor() ? credit : total;
        Money due = total.minus(used);
        var totals = new Totals(
                subtotal.amount(),
                discounted.amount(),
                "0",
                total.amount(),
                used.amount(),
                credit.minus(used).amount(),
                due.amount(),
                due.amount(),
                credit.currency());
        return new Quote(
                List.of(new TaxRateUsed(NO_TAX, lineTotals(subtotal, discounted))),
                totals,
                IntStream.range(0, extras.size())
                        .mapToObj(i -> line(extras.get(i), off.get(i)))
                        .toList());
    }

    /// What is to be paid before any credit.
    Money charge() {
        return Money.of(totals.total(), totals.currencyCode());
    }

    private static Line line(Extra extra, Money off) {
        Money amount = extra.amount();
        var each = lineTotals(each(amount, extra.quantity()), each(off, extra.quantity()));
        return new Line(
                extra.price().id(),
                extra.quantity(),
                extra.proration(),
                NO_TAX,
                each,
                lineTotals(amount, off),
                extra.product());
    }

    private static List<Money> off(List<Extra> extras, @Nullable DiscountData discount, String currency) {
        if (discount == null)
            return extras.stream().map(_ -> Money.zero(currency)).toList();
        List<Money> eligible = extras.stream()
                .map(extra -> comesOff(discount, extra) ? extra.amount() : Money.zero(currency))
                .toList();
        if (discount.type().equals("flat_per_seat"))
            return IntStream.range(0, extras.size())
                    .mapToObj(i -> smaller(
                            Money.of(discount.amount(), currency)
                                    .times(extras.get(i).quantity()),
                            eligible.get(i)))
                    .toList();
        Money whole = sum(eligible, currency);
        Money wanted = discount.type().equals("percentage")
                ? Rate.percent(discount.amount()).of(whole)
                : Money.of(discount.amount(), currency);
        return Allocation.of(smaller(wanted, whole), eligible);
    }

    private static boolean comesOff(DiscountData discount, Extra extra) {
        List<String> only = discount.restrictTo();
        return only == null
                || only.isEmpty()
                || only.contains(extra.price().id())
                || only.contains(extra.product().id());
    }

    private static LineTotals lineTotals(Money amount, Money off) {
        return new LineTotals(
                amount.amount(), off.amount(), "0", amount.minus(off).amount());
    }

    private static Money each(Money amount, int quantity) {
        return new Money(amount.minor() / Math.max(1, quantity), amount.currency());
    }

    private static Money sum(List<Money> amounts, String currency) {
        return amounts.stream().reduce(Money.zero(currency), Money::plus);
    }

    private static Money smaller(Money a, Money b) {
        return a.minor() <= b.minor() ? a : b;
    }
}
