/// Looks into the embedded store from tests of services.
@NullMarked
package dev.portico.embedded.store;

import org.jspecify.annotations.NullMarked;
