package dev.portico.auth.audit;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A [Happening] as it is kept.
public record Noted(
        String id,
        String merchantId,
        @Nullable String customerId,
        String type,
        @Nullable String method,
        @Nullable String device,
        @Nullable String network,
        Instant occurredAt)
        implements Owned {}
