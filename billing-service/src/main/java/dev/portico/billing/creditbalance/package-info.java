/// What he has good with the merchant.
@NullMarked
package dev.portico.billing.creditbalance;

import org.jspecify.annotations.NullMarked;
