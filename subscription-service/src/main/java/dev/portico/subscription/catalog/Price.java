package dev.portico.subscription.catalog;

import static dev.portico.events.SubscriptionEvents.PRICE_CREATED;
import static dev.portico.events.SubscriptionEvents.PRICE_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a product costs, once or again and again. Amount and cycle never change: who wants others makes another price.
///
/// @param billingCycle absent if it is paid once
record Price(
        String id,
        String merchantId,
        String productId,
        String description,
        @Nullable String name,
        Money unitPrice,
        @Nullable DurationData billingCycle,
        String taxMode,
        Quantity quantity,
        @Nullable Map<String, Object> customData,
        String status,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    Change<Price> created() {
        return Change.to(this).telling(PRICE_CREATED, data());
    }

    @SuppressWarnings("unchecked")
    Change<Price> updated(Patch patch, Instant now) {
        var updated = new Price(
                id,
                merchantId,
                productId,
                Objects.requireNonNull(patch.text("description", description)),
                patch.text("name", name),
                unitPrice,
                billingCycle,
                taxMode,
                quantity,
                patch.value("custom_data", Map.class, customData),
                Objects.requireNonNull(patch.text("status", status)),
                createdAt,
                now);
        return Change.to(updated).telling(PRICE_UPDATED, updated.data());
    }

    PriceData data() {
        return new PriceData(
                id,
                productId,
                description,
                "standard",
                name,
                billingCycle,
                null,
                taxMode,
                new MoneyData(unitPrice.amount(), unitPrice.currency()),
                List.of(),
                quantity,
                status,
                customData,
                createdAt,
                updatedAt,
                null);
    }
}
