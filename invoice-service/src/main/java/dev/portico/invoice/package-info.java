/// What the law wants: invoices with numbers that leave no gap, as documents that never change.
@NullMarked
package dev.portico.invoice;

import org.jspecify.annotations.NullMarked;
