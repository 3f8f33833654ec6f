/// Who is asking. Decided once, at the gateway, and carried here in a signed token.
@NullMarked
package dev.portico.chassis.caller;

import org.jspecify.annotations.NullMarked;
