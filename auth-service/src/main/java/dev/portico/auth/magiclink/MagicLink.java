package dev.portico.auth.magiclink;

import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sign-in link as it is kept: everything but the link.
///
/// @param id SHA-256 of the token in the link
/// @param purpose what the token opens, so that one made for anything else never signs anybody in
/// @param bindingHash SHA-256 of the cookie of the browser that asked
/// @param codeHash of the code that went out with it, as [SignInCodes] makes it; absent if none did
/// @param next the page to go to
/// @param tries how often an e-mail address was typed for it
/// @param usedAt absent until then
record MagicLink(
        String id,
        String merchantId,
        String customerId,
        String purpose,
        String requestId,
        String bindingHash,
        String emailKey,
        @Nullable String codeHash,
        String next,
        int tries,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt)
        implements Owned {

    static final String SIGN_IN = "sign_in";

    /// Whether it is opened in the browser that asked for it.
    boolean isBoundTo(@Nullable String cookie) {
        return cookie != null && Secrets.sha256(cookie).equals(bindingHash);
    }
}
