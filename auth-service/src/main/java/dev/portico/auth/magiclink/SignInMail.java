package dev.portico.auth.magiclink;

import dev.portico.auth.identity.Identity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A mail that is to be sent.
///
/// @param link in clear: for the sealer only, and never to be printed
/// @param code the same
record SignInMail(
        String requestId,
        Identity to,
        String link,
        String code,
        @Nullable String device,
        Instant requestedAt,
        Instant expiresAt) {

    @Override
    public String toString() {
        return requestId;
    }
}
