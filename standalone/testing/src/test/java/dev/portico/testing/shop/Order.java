package dev.portico.testing.shop;

import dev.portico.chassis.store.Owned;
import dev.portico.events.ProductData;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something to store and to tell of.
record Order(
        String id,
        String merchantId,
        String customerId,
        String note,
        @Nullable String mark,
        Instant createdAt) implements Owned {

    ProductData told() {
        return new ProductData(
                id, note, "standard", mark, "standard", null, null, "active", createdAt, createdAt, null);
    }
}
