/// Cards that are about to expire: their customers are told in time.
@NullMarked
package dev.portico.billing.expiry;

import org.jspecify.annotations.NullMarked;
