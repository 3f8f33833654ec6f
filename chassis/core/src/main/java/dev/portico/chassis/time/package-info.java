/// What time it is.
@NullMarked
package dev.portico.chassis.time;

import org.jspecify.annotations.NullMarked;
