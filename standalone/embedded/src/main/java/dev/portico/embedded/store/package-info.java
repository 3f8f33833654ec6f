/// A MongoDB-compatible store inside the JVM.
@NullMarked
package dev.portico.embedded.store;

import org.jspecify.annotations.NullMarked;
