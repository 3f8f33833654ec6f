/// Identifiers and secrets.
@NullMarked
package dev.portico.chassis.id;

import org.jspecify.annotations.NullMarked;
