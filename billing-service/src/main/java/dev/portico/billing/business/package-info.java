/// Which company he buys for.
@NullMarked
package dev.portico.billing.business;

import org.jspecify.annotations.NullMarked;
