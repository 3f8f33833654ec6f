package dev.portico.auth.passkey;

import dev.portico.chassis.store.Owned;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an authenticator is asked to sign: 256 random bits, good once, for a few minutes, for one thing.
///
/// @param id SHA-256 of the challenge
/// @param customerId who adds a passkey; null where somebody signs in, whoever it will turn out to be
/// @param purpose what an answer opens
/// @param boundTo the session, or SHA-256 of the cookie, of the browser that asked
/// @param userHandle of whoever adds a passkey
/// @param usedAt absent until then
record PasskeyChallenge(
        String id,
        String merchantId,
        @Nullable String customerId,
        String purpose,
        String boundTo,
        @Nullable String userHandle,
        Instant expiresAt,
        @Nullable Instant usedAt)
        implements Owned {

    static final Duration VALID_FOR = Duration.ofMinutes(5);
    static final String ADD = "add";
    static final String SIGN_IN = "sign_in";
}
