package dev.portico.auth.session;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody is signed in.
///
/// @param secretHash SHA-256 of the cookie's value, which is itself kept nowhere
/// @param device the browser by its own word, coarsely: "Firefox on Linux"
/// @param network the address it was opened from, without its end; null if that was not known
/// @param lastUsedAt true to the minute
/// @param idleUntil when it ends unless it is used before
public record Session(
        String id,
        String merchantId,
        String customerId,
        String secretHash,
        @Nullable String device,
        @Nullable String network,
        Instant createdAt,
        Instant lastUsedAt,
        Instant idleUntil,
        Instant expiresAt)
        implements Owned {}
