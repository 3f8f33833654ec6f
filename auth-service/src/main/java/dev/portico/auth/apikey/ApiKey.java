package dev.portico.auth.apikey;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An API key as it is kept: everything but the key.
///
/// @param secretHash SHA-256 of the whole key
/// @param lastUsedAt true to the minute
public record ApiKey(
        String id,
        String merchantId,
        String name,
        String secretHash,
        Set<String> permissions,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt)
        implements Owned {}
