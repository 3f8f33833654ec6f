package dev.portico.subscription.catalog;

import static dev.portico.events.SubscriptionEvents.PRODUCT_CREATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.ProductData;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something a merchant sells.
record Product(
        String id,
        String merchantId,
        String name,
        @Nullable String description,
        String taxCategory,
        @Nullable String imageUrl,
        @Nullable Map<String, Object> customData,
        String status,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    Change<Product> created() {
        return Change.to(this).telling(PRODUCT_CREATED, data());
    }

    @SuppressWarnings("unchecked")
    Change<Product> updated(Patch patch, Instant now) {
        var updated = new Product(
                id,
                merchantId,
                Objects.requireNonNull(patch.text("name", name)),
                patch.text("description", description),
                Objects.requireNonNull(patch.text("tax_category", taxCategory)),
                patch.text("image_url", imageUrl),
                patch.value("custom_data", Map.class, customData),
                Objects.requireNonNull(patch.text("status", status)),
                createdAt,
                now);
        return Change.to(updated).telling(PRODUCT_UPDATED, updated.data());
    }

    ProductData data() {
        return new ProductData(
                id,
                name,
                "standard",
                description,
                taxCategory,
                imageUrl,
                customData,
                status,
                createdAt,
                updatedAt,
                null);
    }
}
