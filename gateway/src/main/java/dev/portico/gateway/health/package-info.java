/// Whether everything behind the door is ready.
@NullMarked
package dev.portico.gateway.health;

import org.jspecify.annotations.NullMarked;
