/// What is given back after it was billed.
@NullMarked
package dev.portico.billing.adjustment;

import org.jspecify.annotations.NullMarked;
