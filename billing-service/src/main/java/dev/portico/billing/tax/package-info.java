/// How a merchant's sales are taxed: its table of rates, and what follows from it for one buyer.
@NullMarked
package dev.portico.billing.tax;

import org.jspecify.annotations.NullMarked;
