package dev.portico.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A customer's address, as Paddle shapes it.
public record AddressData(
        String id,
        String customerId,
        @Nullable String description,
        @Nullable String firstLine,
        @Nullable String secondLine,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String region,
        String countryCode,
        @Nullable Map<String, Object> customData,
        String status,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta) {}
