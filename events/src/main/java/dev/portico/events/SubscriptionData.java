package dev.portico.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A subscription, as Paddle shapes it, without its management links (links are temporary).
public record SubscriptionData(
        String id,
        String status,
        String customerId,
        @Nullable String addressId,
        @Nullable String businessId,
        String currencyCode,
        @Nullable String transactionId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant startedAt,
        @Nullable Instant firstBilledAt,
        @Nullable Instant nextBilledAt,
        @Nullable Instant pausedAt,
        @Nullable Instant canceledAt,
        @Nullable AppliedDiscount discount,
        String collectionMode,
        @Nullable BillingDetails billingDetails,
        @Nullable PeriodData currentBillingPeriod,
        DurationData billingCycle,
        @Nullable ScheduledChange scheduledChange,
        List<Item> items,
        @Nullable Map<String, Object> customData,
        @Nullable ImportMeta importMeta) {

    /// What will happen by itself.
    ///
    /// @param action `cancel`, `pause` or `resume`
    public record ScheduledChange(
            String action, Instant effectiveAt, @Nullable Instant resumeAt) {}

    /// A discount and for how long it comes off.
    public record AppliedDiscount(
            String id, Instant startsAt, @Nullable Instant endsAt) {}

    /// What is subscribed to.
    public record Item(
            String status,
            int quantity,
            boolean recurring,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant previouslyBilledAt,
            @Nullable Instant nextBilledAt,
            @Nullable PeriodData trialDates,
            PriceData price,
            ProductData product) {}
}
