/// The one shape in which anything is answered.
@NullMarked
package dev.portico.chassis.http;

import org.jspecify.annotations.NullMarked;
