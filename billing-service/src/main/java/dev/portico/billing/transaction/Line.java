package dev.portico.billing.transaction;

import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.Proration;
import dev.portico.events.TransactionData.Item;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;
import org.jspecify.annotations.Nullable;

/// One line of the bill. Price and product are snapshots: what was agreed stays agreed.
///
/// @param proration set if only a part of a period is charged
/// @param taxRate a fraction; absent if nothing is taxed
/// @param totals what the whole line comes to; absent if that is simply its price
record Line(
        String id,
        PriceData price,
        ProductData product,
        int quantity,
        @Nullable Proration proration,
        @Nullable String taxRate,
        @Nullable LineTotals totals) {

    static final String NO_TAX = "0";

    static Line of(String id, PriceData price, ProductData product, int quantity) {
        return new Line(id, price, product, quantity, null, null, null);
    }

    /// The same line while it is tried: it costs nothing yet.
    Line onTrial() {
        return new Line(id, price, product, quantity, proration, taxRate, new LineTotals("0", "0", "0", "0"));
    }

    /// The same line at its price, tried or not.
    Line afterTrial() {
        return Line.of(id, price, product, quantity);
    }

    Line prorated(@Nullable Proration by) {
        return new Line(id, price, product, quantity, by, taxRate, null);
    }

    /// The same line, with so much off.
    Line discountedBy(Money discount) {
        Money net = subtotal().minus(discount);
        var reduced = new LineTotals(subtotal().amount(), discount.amount(), "0", net.amount());
        return new Line(id, price, product, quantity, proration, taxRate, reduced);
    }

    Line undiscounted() {
        return discountedBy(Money.zero(price.unitPrice().currencyCode()));
    }

    Money unit() {
        Money whole = money(price.unitPrice().amount());
        return proration == null ? whole : Rate.of(proration.rate()).of(whole);
    }

    /// Before any discount.
    Money subtotal() {
        if (totals != null) return money(totals.subtotal());
        Money whole = money(price.unitPrice().amount()).times(quantity);
        return proration == null ? whole : Rate.of(proration.rate()).of(whole);
    }

    Money discount() {
        return money(totals == null ? "0" : totals.discount());
    }

    Money tax() {
        return money(totals == null ? "0" : totals.tax());
    }

    Money total() {
        return totals == null ? subtotal() : money(totals.total());
    }

    boolean recurs() {
        return price.billingCycle() != null;
    }

    String rate() {
        return taxRate == null ? NO_TAX : taxRate;
    }

    Item item() {
        return new Item(price.id(), price, quantity, proration);
    }

    LineItem lineItem() {
        var shown = totals == null ? totals(subtotal()) : totals;
        return new LineItem(id, price.id(), quantity, proration, rate(), unitTotals(), shown, product);
    }

    // A unit's share, rounded down: only the line is exact.
    private LineTotals unitTotals() {
        Money discount = each(discount());
        Money tax = each(tax());
        Money unit = subtotal().isZero() ? subtotal() : unit();
        Money net = unit.minus(discount).plus(tax);
        return new LineTotals(unit.amount(), discount.amount(), tax.amount(), net.amount());
    }

    private Money each(Money amount) {
        return new Money(amount.minor() / Math.max(1, quantity), amount.currency());
    }

    private Money money(String amount) {
        return Money.of(amount, price.unitPrice().currencyCode());
    }

    private static LineTotals totals(Money amount) {
        return new LineTotals(amount.amount(), "0", "0", amount.amount());
    }
}
