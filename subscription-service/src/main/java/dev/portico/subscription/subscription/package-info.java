/// What repeats, and what its customer wants done about it.
@NullMarked
package dev.portico.subscription.subscription;

import org.jspecify.annotations.NullMarked;
