package dev.portico.auth.passkey;

import dev.portico.chassis.http.Identified;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A passkey as its owner sees it.
///
/// @param name what its owner calls it
/// @param lastUsedAt when somebody last signed in with it; null if nobody has
record PasskeyView(
        String id,
        String customerId,
        String name,
        Instant createdAt,
        @Nullable Instant lastUsedAt) implements Identified {

    static PasskeyView of(Passkey passkey) {
        return new PasskeyView(
                passkey.id(), passkey.customerId(), passkey.name(), passkey.createdAt(), passkey.lastUsedAt());
    }
}
