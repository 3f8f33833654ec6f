/// What is taken off prices.
@NullMarked
package dev.portico.subscription.discount;

import org.jspecify.annotations.NullMarked;
