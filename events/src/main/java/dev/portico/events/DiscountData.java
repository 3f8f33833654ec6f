package dev.portico.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A discount, as Paddle shapes it.
///
/// @param status `active`, `archived`, `expired` or `used`
/// @param type `flat` (off the whole), `flat_per_seat` (off each unit) or `percentage`
/// @param amount minor units, or for a percentage a number such as `"12.5"`
/// @param currencyCode absent for a percentage
/// @param recur whether it also comes off what repeats
/// @param maximumRecurringIntervals for how many billing periods; absent for all
/// @param restrictTo products and prices that it comes off; absent for all
public record DiscountData(
        String id,
        String status,
        String description,
        boolean enabledForCheckout,
        @Nullable String code,
        String type,
        String mode,
        String amount,
        @Nullable String currencyCode,
        boolean recur,
        @Nullable Integer maximumRecurringIntervals,
        @Nullable Integer usageLimit,
        @Nullable List<String> restrictTo,
        @Nullable Instant expiresAt,
        @Nullable Map<String, Object> customData,
        int timesUsed,
        @Nullable String discountGroupId,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta) {}
