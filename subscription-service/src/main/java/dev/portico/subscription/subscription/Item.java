package dev.portico.subscription.subscription;

import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.SubscriptionData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is subscribed to, as it was when it was bought.
record Item(PriceData price, ProductData product, int quantity, Instant since) {

    SubscriptionData.Item data(Instant updatedAt, Instant billedAt, @Nullable Instant nextBilledAt) {
        String status = nextBilledAt == null ? "inactive" : "active";
        return new SubscriptionData.Item(
                status, quantity, true, since, updatedAt, billedAt, nextBilledAt, null, price, product);
    }
}
