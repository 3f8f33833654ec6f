package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A customer asked for a sign-in link. The link and the code are sealed: only a holder of the sealing key can read
/// them.
///
/// @param sealedLink sealed for the context `id`
/// @param sealedCode six digits that do what the link does in the browser that asked, sealed for the context
///     `id/code`; absent in events of before there were codes
public record SignInRequestData(
        String id,
        String customerId,
        String email,
        String locale,
        String sealedLink,
        @Nullable String device,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable String sealedCode) {}
