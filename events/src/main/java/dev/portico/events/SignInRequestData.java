package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer asked for a sign-in link. The link itself is sealed: only a holder of the sealing key can read it.
public record SignInRequestData(
        String id,
        String customerId,
        String email,
        String locale,
        String sealedLink,
        @Nullable String device,
        Instant requestedAt,
        Instant expiresAt) {}
