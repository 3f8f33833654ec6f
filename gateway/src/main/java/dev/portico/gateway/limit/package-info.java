/// What is refused before anybody looks at it.
@NullMarked
package dev.portico.gateway.limit;

import org.jspecify.annotations.NullMarked;
