package dev.portico.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An API key, as Paddle shapes it.
///
/// @param key masked: it says which key it is and opens nothing
/// @param status `active`, `expired` or `revoked`
/// @param rotatable whether another may be issued in its place
/// @param lastUsedAt true to the minute
public record ApiKeyData(
        String id,
        String name,
        @Nullable String description,
        String key,
        String status,
        List<String> permissions,
        @Nullable Instant expiresAt,
        boolean rotatable,
        @Nullable Instant lastUsedAt,
        Instant createdAt,
        Instant updatedAt) {}
