package dev.portico.events;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A customer, as Paddle shapes it.
///
/// @param testClockId the test clock he lives on; absent for everybody real
public record CustomerData(
        String id,
        @Nullable String name,
        String email,
        boolean marketingConsent,
        String status,
        @Nullable Map<String, Object> customData,
        String locale,
        Instant createdAt,
        Instant updatedAt,
        @Nullable ImportMeta importMeta,
        @Nullable String testClockId) {}
