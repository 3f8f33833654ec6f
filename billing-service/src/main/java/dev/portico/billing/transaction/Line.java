package dev.portico.billing.transaction;

import dev.portico.chassis.money.Money;
import dev.portico.events.DiscountData;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.Proration;
import dev.portico.events.TransactionData.Item;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.pricing.Entry;
import dev.portico.pricing.Priced;
import dev.portico.pricing.Pricing;
import dev.portico.pricing.Rated;
import dev.portico.pricing.Tax;
import dev.portico.pricing.Taxation;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One line of the bill. Price and product are snapshots: what was agreed stays agreed. So is the tax.
///
/// @param proration set if only a part of a period is charged
/// @param taxRate a fraction; absent if nothing is taxed
/// @param totals what the whole line comes to; absent if that is simply its price
/// @param unitTotals what one comes to; absent if that is simply its part of the line
/// @param taxed how; absent in what was not calculated here
record Line(
        String id,
        PriceData price,
        ProductData product,
        int quantity,
        @Nullable Proration proration,
        @Nullable String taxRate,
        @Nullable LineTotals totals,
        @Nullable LineTotals unitTotals,
        @Nullable Tax taxed) {

    private static final LineTotals NOTHING = new LineTotals("0", "0", "0", "0");

    static Line of(String id, PriceData price, ProductData product, int quantity) {
        return new Line(id, price, product, quantity, null, null, null, null, null);
    }

    /// The same lines as they come to with a discount off and the tax on.
    ///
    /// @throws ArithmeticException if they come to more than an amount can hold
    static List<Line> priced(List<Line> lines, @Nullable DiscountData discount, Taxation taxation) {
        List<Priced> priced = Pricing.of(lines.stream().map(Line::entry).toList(), discount, taxation);
        return IntStream.range(0, lines.size())
                .mapToObj(i -> lines.get(i).priced(priced.get(i)))
                .toList();
    }

    /// The same line while it is tried: it costs nothing yet.
    Line onTrial() {
        return new Line(id, price, product, quantity, proration, null, NOTHING, NOTHING, null);
    }

    /// The same line at its price, tried or not.
    Line afterTrial() {
        return Line.of(id, price, product, quantity);
    }

    Line prorated(@Nullable Proration by) {
        return new Line(id, price, product, quantity, by, null, null, null, null);
    }

    Entry entry() {
        boolean free = totals != null && totals.equals(NOTHING);
        return new Entry(price, product, quantity, proration, free, null);
    }

    private Line priced(Priced by) {
        return new Line(
                id, price, product, quantity, proration, by.tax().charged(), by.totals(), by.unitTotals(), by.tax());
    }

    /// Before any discount.
    Money subtotal() {
        return money(sums().subtotal());
    }

    Money discount() {
        return money(sums().discount());
    }

    Money tax() {
        return money(sums().tax());
    }

    Money total() {
        return money(sums().total());
    }

    boolean recurs() {
        return price.billingCycle() != null;
    }

    boolean isReverseCharged() {
        return taxed != null && taxed.reversed();
    }

    String rate() {
        return taxRate == null ? Tax.NO_RATE : taxRate;
    }

    String currency() {
        return price.unitPrice().currencyCode();
    }

    Rated rated() {
        return new Rated(rate(), taxed == null || taxed.reversed() ? null : taxed.name(), sums());
    }

    Item item() {
        return new Item(price.id(), price, quantity, proration);
    }

    LineItem lineItem() {
        LineTotals shown = sums();
        return new LineItem(
                id,
                price.id(),
                quantity,
                proration,
                rate(),
                unitTotals == null ? each(shown) : unitTotals,
                shown,
                product);
    }

    // What was stored before there was tax is its price, if it does not say otherwise.
    private LineTotals sums() {
        return totals == null
                ? Pricing.of(List.of(entry()), null, Taxation.NONE).getFirst().totals()
                : totals;
    }

    private LineTotals each(LineTotals of) {
        long subtotal = each(of.subtotal());
        long discount = each(of.discount());
        long tax = each(of.tax());
        return new LineTotals(
                Long.toString(subtotal),
                Long.toString(discount),
                Long.toString(tax),
                Long.toString(subtotal - discount + tax));
    }

    private long each(String amount) {
        return Long.parseLong(amount) / Math.max(1, quantity);
    }

    private Money money(String amount) {
        return Money.of(amount, currency());
    }
}
