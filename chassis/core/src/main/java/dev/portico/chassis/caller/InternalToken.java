package dev.portico.chassis.caller;

import java.net.URI;

/// What the gateway tells a service about one request.
///
/// @param origin scheme, host and port that the client used, without a trailing slash: links in the answer start with
/// it
public record InternalToken(Principal principal, String origin) {

    public InternalToken {
        URI.create(origin);
    }
}
