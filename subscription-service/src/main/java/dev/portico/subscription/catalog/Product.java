package dev.portico.subscription.catalog;

import static dev.portico.events.SubscriptionEvents.PRODUCT_CREATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.ImportMeta;
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
        String type,
        @Nullable String description,
        String taxCategory,
        @Nullable String imageUrl,
        @Nullable Map<String, Object> customData,
        String status,
        @Nullable ImportMeta importMeta,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    static Product imported(String merchantId, ProductData from) {
        return new Product(
                from.id(),
                merchantId,
                from.name(),
                from.type(),
                from.description(),
                from.taxCategory(),
                from.imageUrl(),
                from.customData(),
                from.status(),
                from.importMeta(),
                from.createdAt(),
                from.updatedAt());
    }

    boolean isArchived() {
        return status.equals("archived");
    }

    Product since(Instant created, Instant updated) {
        return new Product(
                id,
                merchantId,
                name,
                type,
                description,
                taxCategory,
                imageUrl,
                customData,
                status,
                importMeta,
                created,
                updated);
    }

    Change<Product> created() {
        return Change.to(this).telling(PRODUCT_CREATED, data());
    }

    @SuppressWarnings("unchecked")
    Change<Product> updated(Patch patch, Instant now) {
        var updated = new Product(
                id,
                merchantId,
                Objects.requireNonNull(patch.text("name", name)),
                Objects.requireNonNull(patch.text("type", type)),
                patch.text("description", description),
                Objects.requireNonNull(patch.text("tax_category", taxCategory)),
                patch.text("image_url", imageUrl),
                patch.value("custom_data", Map.class, customData),
                Objects.requireNonNull(patch.text("status", status)),
                importMeta,
                createdAt,
                now);
        return Change.to(updated).telling(PRODUCT_UPDATED, updated.data());
    }

    ProductData data() {
        return new ProductData(
                id,
                name,
                type,
                description,
                taxCategory,
                imageUrl,
                customData,
                status,
                createdAt,
                updatedAt,
                importMeta);
    }
}
