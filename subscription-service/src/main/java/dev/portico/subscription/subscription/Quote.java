package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Money;
import dev.portico.events.DiscountData;
import dev.portico.events.ProductData;
import dev.portico.events.Proration;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.events.TransactionData.Totals;
import dev.portico.pricing.Entry;
import dev.portico.pricing.Priced;
import dev.portico.pricing.Pricing;
import dev.portico.pricing.Sums;
import dev.portico.pricing.Taxation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What something will cost, line by line. Says what billing-service will say of the transaction: both calculate by the
/// same code.
///
/// @param taxTreatment `reverse_charge` if the buyer owes the tax himself; absent where there is nothing special
record Quote(
        List<TaxRateUsed> taxRatesUsed,
        Totals totals,
        List<Line> lineItems,
        @Nullable String taxTreatment) {

    /// One line of a bill to come.
    record Line(
            String priceId,
            int quantity,
            @Nullable Proration proration,
            String taxRate,
            LineTotals unitTotals,
            LineTotals totals,
            ProductData product) {

        static Line of(Priced priced) {
            Entry entry = priced.entry();
            return new Line(
                    entry.price().id(),
                    entry.quantity(),
                    entry.proration(),
                    priced.tax().charged(),
                    priced.unitTotals(),
                    priced.totals(),
                    entry.product());
        }
    }

    /// @param credit what comes off the total at last
    static Quote of(List<Entry> entries, @Nullable DiscountData discount, Money credit, Taxation taxation) {
        List<Priced> priced = Pricing.of(entries, discount, taxation);
        var rated = priced.stream().map(Priced::rated).toList();
        return new Quote(
                Sums.byRate(rated),
                totals(Sums.of(rated), credit),
                priced.stream().map(Line::of).toList(),
                priced.stream().anyMatch(line -> line.tax().reversed()) ? Taxation.REVERSE_CHARGE : null);
    }

    /// What is to be paid before any credit.
    Money charge() {
        return Money.of(totals.total(), totals.currencyCode());
    }

    private static Totals totals(LineTotals sums, Money credit) {
        Money total = Money.of(sums.total(), credit.currency());
        Money used = credit.minor() < total.minor() ? credit : total;
        Money due = total.minus(used);
        return new Totals(
                sums.subtotal(),
                sums.discount(),
                sums.tax(),
                sums.total(),
                used.amount(),
                credit.minus(used).amount(),
                due.amount(),
                due.amount(),
                credit.currency());
    }
}
