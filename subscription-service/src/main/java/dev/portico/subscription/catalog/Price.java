package dev.portico.subscription.catalog;

import static dev.portico.events.SubscriptionEvents.PRICE_CREATED;
import static dev.portico.events.SubscriptionEvents.PRICE_UPDATED;

import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.DurationData;
import dev.portico.events.ImportMeta;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.PriceData.UnitPriceOverride;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a product costs, once or again and again. What was sold keeps the price it was sold at.
///
/// @param billingCycle absent if it is paid once
/// @param trialPeriod how long it costs nothing at first; absent if it does not
record Price(
        String id,
        String merchantId,
        String productId,
        String description,
        String type,
        @Nullable String name,
        MoneyData unitPrice,
        List<UnitPriceOverride> unitPriceOverrides,
        @Nullable DurationData billingCycle,
        @Nullable DurationData trialPeriod,
        String taxMode,
        Quantity quantity,
        @Nullable Map<String, Object> customData,
        String status,
        @Nullable ImportMeta importMeta,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    Price {
        unitPriceOverrides = unitPriceOverrides == null ? List.of() : List.copyOf(unitPriceOverrides);
    }

    static Price imported(String merchantId, PriceData from) {
        return new Price(
                from.id(),
                merchantId,
                from.productId(),
                from.description(),
                from.type(),
                from.name(),
                from.unitPrice(),
                from.unitPriceOverrides(),
                from.billingCycle(),
                from.trialPeriod(),
                from.taxMode(),
                from.quantity(),
                from.customData(),
                from.status(),
                from.importMeta(),
                from.createdAt(),
                from.updatedAt());
    }

    Price since(Instant created, Instant updated) {
        return new Price(
                id,
                merchantId,
                productId,
                description,
                type,
                name,
                unitPrice,
                unitPriceOverrides,
                billingCycle,
                trialPeriod,
                taxMode,
                quantity,
                customData,
                status,
                importMeta,
                created,
                updated);
    }

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
                Objects.requireNonNull(patch.text("type", type)),
                patch.text("name", name),
                Objects.requireNonNull(patch.value("unit_price", MoneyData.class, unitPrice)),
                Objects.requireNonNullElse(
                        patch.list("unit_price_overrides", UnitPriceOverride.class, unitPriceOverrides), List.of()),
                patch.value("billing_cycle", DurationData.class, billingCycle),
                patch.value("trial_period", DurationData.class, trialPeriod),
                Objects.requireNonNull(patch.text("tax_mode", taxMode)),
                Objects.requireNonNull(patch.value("quantity", Quantity.class, quantity)),
                patch.value("custom_data", Map.class, customData),
                Objects.requireNonNull(patch.text("status", status)),
                importMeta,
                createdAt,
                now);
        PriceRules.check(updated.data());
        return Change.to(updated).telling(PRICE_UPDATED, updated.data());
    }

    PriceData data() {
        return new PriceData(
                id,
                productId,
                description,
                type,
                name,
                billingCycle,
                trialPeriod,
                taxMode,
                unitPrice,
                unitPriceOverrides,
                quantity,
                status,
                customData,
                createdAt,
                updatedAt,
                importMeta);
    }
}
