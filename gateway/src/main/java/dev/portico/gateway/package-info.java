/// The only door. Hosts become merchants, sessions and API keys become internal tokens, and nothing a client sends
/// about
/// itself goes any further.
@NullMarked
package dev.portico.gateway;

import org.jspecify.annotations.NullMarked;
