/// What he pays with: references that only the provider can use.
@NullMarked
package dev.portico.billing.paymentmethod;

import org.jspecify.annotations.NullMarked;
