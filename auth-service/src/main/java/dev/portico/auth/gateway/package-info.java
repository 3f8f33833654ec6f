/// What the gateway asks before anybody is let in: whose host, whose key, whose session.
/// Answers 404 to everything it does not know, and nobody but the gateway.
@NullMarked
package dev.portico.auth.gateway;

import org.jspecify.annotations.NullMarked;
