package dev.portico.subscription.imports;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.events.BillingDetails;
import dev.portico.events.ImportMeta;
import dev.portico.events.PeriodData;
import dev.portico.events.SubscriptionData;
import dev.portico.subscription.catalog.Prices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A subscription as an import says it: its prices by their ids.
record SubscriptionLine(
        String id,
        @Nullable String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        @Nullable String status,
        @Nullable List<@Nullable Wanted> items,
        @Nullable String collectionMode,
        @Nullable BillingDetails billingDetails,
        @Nullable PeriodData currentBillingPeriod,
        SubscriptionData.@Nullable ScheduledChange scheduledChange,
        @Nullable Instant startedAt,
        @Nullable Instant firstBilledAt,
        @Nullable Instant nextBilledAt,
        @Nullable Instant pausedAt,
        @Nullable Instant canceledAt,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt,
        ImportMeta importMeta) {

    record Wanted(@Nullable String priceId, @Nullable Integer quantity) {}

    /// @throws Refusal `invalid_field`
    SubscriptionData data(Caller caller, Prices prices) {
        Fields.check()
                .required("customer_id", customerId)
                .required("status", status)
                .required("items", items)
                .matches("items", items, list -> !list.isEmpty(), "must not be empty")
                .freeForm("custom_data", customData)
                .orRefuse();
        List<SubscriptionData.Item> resolved = items(caller, prices);
        var first = resolved.getFirst().price();
        if (resolved.stream().anyMatch(item -> !Objects.equals(item.price().billingCycle(), first.billingCycle())))
            throw Refusal.field("items", "must all have the same billing cycle");
        return new SubscriptionData(
                id,
                Objects.requireNonNull(status),
                Objects.requireNonNull(customerId),
                addressId,
                businessId,
                first.unitPrice().currencyCode(),
                null,
                createdAt,
                updatedAt,
                startedAt,
                firstBilledAt == null ? startedAt : firstBilledAt,
                nextBilledAt,
                pausedAt,
                canceledAt,
                null,
                collectionMode == null ? "automatic" : collectionMode,
                billingDetails,
                currentBillingPeriod,
                Objects.requireNonNull(first.billingCycle()),
                scheduledChange,
                resolved,
                customData,
                importMeta);
    }

    private List<SubscriptionData.Item> items(Caller caller, Prices prices) {
        var resolved = new ArrayList<SubscriptionData.Item>();
        for (Wanted wanted : Objects.requireNonNull(items)) {
            if (wanted == null || wanted.priceId == null) throw Refusal.field("items.price_id", "is required");
            var offer = prices.offer(caller, wanted.priceId)
                    .orElseThrow(() -> Refusal.field("items.price_id", "is not a price of this merchant"));
            if (offer.price().billingCycle() == null)
                throw Refusal.field("items.price_id", "must be a price that is paid again and again");
            int quantity = wanted.quantity == null ? 1 : wanted.quantity;
            Fields.check().range("items.quantity", quantity, 1, 999_999_999).orRefuse();
            resolved.add(new SubscriptionData.Item(
                    "active",
                    quantity,
                    true,
                    createdAt,
                    updatedAt,
                    null,
                    nextBilledAt,
                    null,
                    offer.price(),
                    offer.product()));
        }
        return resolved;
    }
}
