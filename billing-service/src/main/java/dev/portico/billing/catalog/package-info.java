/// What this service remembers of products and prices.
@NullMarked
package dev.portico.billing.catalog;

import org.jspecify.annotations.NullMarked;
