/// The one shape in which anything can go wrong.
@NullMarked
package dev.portico.chassis.error;

import org.jspecify.annotations.NullMarked;
