package dev.portico.subscription.discount;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a merchant says of a discount.
///
/// @param code what customers type; absent if they are not to
/// @param type `flat` (off the whole), `flat_per_seat` (off each unit) or `percentage`
/// @param amount minor units, or for a percentage a number such as `"12.5"`
/// @param currencyCode absent for a percentage
/// @param maximumRecurringIntervals for how many billing periods; absent for all
/// @param restrictTo products and prices that it comes off; absent for all
record Offer(
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
        @Nullable Map<String, Object> customData) {

    static final String PERCENTAGE = "percentage";

    Offer coded(@Nullable String newCode) {
        return new Offer(
                description,
                enabledForCheckout,
                newCode,
                type,
                mode,
                amount,
                currencyCode,
                recur,
                maximumRecurringIntervals,
                usageLimit,
                restrictTo,
                expiresAt,
                customData);
    }
}
