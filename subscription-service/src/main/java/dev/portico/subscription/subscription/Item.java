package dev.portico.subscription.subscription;

import dev.portico.chassis.money.Money;
import dev.portico.events.PeriodData;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.SubscriptionData;
import dev.portico.pricing.Tax;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is subscribed to, at the price it was bought at.
///
/// @param tax what it was charged with; absent as long as nothing was charged
record Item(
        PriceData price,
        ProductData product,
        int quantity,
        Instant since,
        @Nullable Tax tax) {

    /// What was not charged yet.
    static Item of(PriceData price, ProductData product, int quantity, Instant since) {
        return new Item(price, product, quantity, since, null);
    }

    Money unit() {
        return Money.of(price.unitPrice().amount(), price.unitPrice().currencyCode());
    }

    Item times(int newQuantity) {
        return new Item(price, product, newQuantity, since, tax);
    }

    Item taxed(Tax with) {
        return new Item(price, product, quantity, since, with);
    }

    /// @param trial when it costs nothing; absent if it costs something
    SubscriptionData.Item data(
            String status,
            Instant updatedAt,
            @Nullable Instant billedAt,
            @Nullable Instant nextBilledAt,
            @Nullable PeriodData trial) {
        return new SubscriptionData.Item(
                status, quantity, true, since, updatedAt, billedAt, nextBilledAt, trial, price, product);
    }
}
