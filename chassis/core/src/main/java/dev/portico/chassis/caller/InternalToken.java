package dev.portico.chassis.caller;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the gateway tells a service about one request.
///
/// @param origin scheme, host and port that the client used, without a trailing slash: links in the answer start with
/// it
/// @param signedInAt when the customer signed in; null for everybody else
public record InternalToken(
        Principal principal, String origin, @Nullable Instant signedInAt) {

    /// For whoever has not signed in himself.
    public InternalToken(Principal principal, String origin) {
        this(principal, origin, null);
    }

    public InternalToken {
        URI.create(origin);
    }
}
