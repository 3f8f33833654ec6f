/// What this service remembers of discounts.
@NullMarked
package dev.portico.billing.discount;

import org.jspecify.annotations.NullMarked;
