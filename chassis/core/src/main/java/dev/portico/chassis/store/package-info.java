/// The only door to the database. Nothing passes it without a caller.
@NullMarked
package dev.portico.chassis.store;

import org.jspecify.annotations.NullMarked;
