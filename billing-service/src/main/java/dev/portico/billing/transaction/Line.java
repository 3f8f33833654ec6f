package dev.portico.billing.transaction;

import dev.portico.chassis.money.Money;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.TransactionData.Item;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.LineTotals;

/// One line of the bill. Price and product are snapshots: what was agreed stays agreed.
record Line(String id, PriceData price, ProductData product, int quantity) {

    static final String NO_TAX = "0";

    Money unit() {
        return Money.of(price.unitPrice().amount(), price.unitPrice().currencyCode());
    }

    Money total() {
        return unit().times(quantity);
    }

    boolean recurs() {
        return price.billingCycle() != null;
    }

    Item item() {
        return new Item(price.id(), price, quantity, null);
    }

    LineItem lineItem() {
        return new LineItem(id, price.id(), quantity, null, NO_TAX, totals(unit()), totals(total()), product);
    }

    static LineTotals totals(Money amount) {
        return new LineTotals(amount.amount(), "0", "0", amount.amount());
    }
}
