/// Clocks that merchants move by hand, and who lives on them.
@NullMarked
package dev.portico.subscription.testclock;

import org.jspecify.annotations.NullMarked;
