package dev.portico.auth.magiclink;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Somebody typed an e-mail address at a portal. Whose it is, if anybody's, is found out later: whoever asks learns
/// nothing from the answer nor from how long it takes.
///
/// @param network the client's address without its end
/// @param trace the request's traceparent, so that the mail belongs to the same trace
/// @param dueAt when it is to be worked on; moved ahead while somebody does, absent once nothing is left to do
record SignInAttempt(
        String id,
        String merchantId,
        String emailKey,
        String bindingHash,
        String next,
        @Nullable String device,
        @Nullable String network,
        String trace,
        Instant createdAt,
        @Nullable Instant dueAt)
        implements Owned {

    Caller.Service caller() {
        return new Caller.Service(merchantId, "somebody wants to sign in");
    }
}
