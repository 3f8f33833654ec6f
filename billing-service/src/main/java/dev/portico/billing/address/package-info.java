/// Where he is.
@NullMarked
package dev.portico.billing.address;

import org.jspecify.annotations.NullMarked;
