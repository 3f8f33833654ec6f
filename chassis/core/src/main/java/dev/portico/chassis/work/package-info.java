/// Work that nobody waits for.
@NullMarked
package dev.portico.chassis.work;

import org.jspecify.annotations.NullMarked;
