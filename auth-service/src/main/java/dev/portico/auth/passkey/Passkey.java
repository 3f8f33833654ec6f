package dev.portico.auth.passkey;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A passkey as it is kept: what recognises it, and nothing that could sign anybody in.
///
/// @param slot which of a customer's few places it takes: no two of his share one
/// @param name what its owner calls it
/// @param credentialId how its authenticator names it, in Base64url
/// @param userHandle how its authenticator names its owner: random, and nothing else of him
/// @param publicKey with the authenticator's model, as attested credential data in Base64url
/// @param transports how browsers reach its authenticator
/// @param backupEligible whether it may be copied to its owner's other devices
/// @param backedUp whether it was, when it was last used
/// @param signatureCount as its authenticator last said; 0 if it does not count
/// @param lastUsedAt absent until then
record Passkey(
        String id,
        String merchantId,
        String customerId,
        int slot,
        String name,
        String credentialId,
        String userHandle,
        String publicKey,
        List<String> transports,
        boolean backupEligible,
        boolean backedUp,
        long signatureCount,
        Instant createdAt,
        @Nullable Instant lastUsedAt)
        implements Owned {

    static final int MOST = 10;

    Passkey in(int place) {
        return new Passkey(
                id,
                merchantId,
                customerId,
                place,
                name,
                credentialId,
                userHandle,
                publicKey,
                transports,
                backupEligible,
                backedUp,
                signatureCount,
                createdAt,
                lastUsedAt);
    }
}
