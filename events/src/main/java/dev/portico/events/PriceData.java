package dev.portico.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A price, as Paddle shapes it.
public record PriceData(
        String id,
        String productId,
        String description,
        String type,
        @Nullable String name,
        @Nullable DurationData billingCycle,
        @Nullable DurationData trialPeriod,
        String taxMode,
        MoneyData unitPrice,
        List<UnitPriceOverride> unitPriceOverrides,
        Quantity quantity,
        String status,
        @Nullable Map<String, Object> customData,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta) {

    /// Another price for some countries.
    public record UnitPriceOverride(List<String> countryCodes, MoneyData unitPrice) {}

    /// How many may be bought at once, both ends included.
    public record Quantity(int minimum, int maximum) {}
}
