package dev.portico.auth.apikey;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An API key as it is kept: everything but the key.
///
/// @param secretHash SHA-256 of the whole key
/// @param lastUsedAt true to the minute
/// @param expiresAt when it stops working by itself; absent if never
public record ApiKey(
        String id,
        String merchantId,
        String name,
        @Nullable String description,
        String secretHash,
        Set<String> permissions,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant revokedAt)
        implements Owned {

    /// `active`, `expired` or `revoked`.
    String status(Instant now) {
        if (revokedAt != null) return "revoked";
        return expiresAt != null && !now.isBefore(expiresAt) ? "expired" : "active";
    }
}
