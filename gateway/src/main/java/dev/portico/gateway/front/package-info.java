/// The request as it was sent to us, before anybody reads it: by whom our own proxies heard it, and with an address
/// that
/// nobody can read in two ways.
@NullMarked
package dev.portico.gateway.front;

import org.jspecify.annotations.NullMarked;
