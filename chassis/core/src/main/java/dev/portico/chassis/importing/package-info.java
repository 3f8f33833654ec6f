/// One line of an import, whichever service it is for.
@NullMarked
package dev.portico.chassis.importing;

import org.jspecify.annotations.NullMarked;
