/// What comes off a price, and how often it was used.
@NullMarked
package dev.portico.subscription.discount;

import org.jspecify.annotations.NullMarked;
