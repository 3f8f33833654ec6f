package dev.portico.chassis.idempotency;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that carried a key, and its answer once there is one.
///
/// @param id a hash of who asked, for what and with which key
/// @param bodyHash of what was asked
/// @param seed what makes the ids of a repeated request the same
/// @param askedAt when it was asked first
/// @param heldUntil until when whoever works on it is waited for
/// @param status of the answer; absent until there is one
/// @param sealedBody of the answer
record Asked(
        String id,
        String merchantId,
        @Nullable String customerId,
        String bodyHash,
        String seed,
        Instant askedAt,
        Instant heldUntil,
        @Nullable Integer status,
        @Nullable String contentType,
        @Nullable String tag,
        @Nullable String sealedBody)
        implements Owned {

    boolean isAnswered() {
        return status != null;
    }
}
