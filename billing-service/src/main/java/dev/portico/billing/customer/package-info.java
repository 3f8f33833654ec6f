/// Who pays.
@NullMarked
package dev.portico.billing.customer;

import org.jspecify.annotations.NullMarked;
