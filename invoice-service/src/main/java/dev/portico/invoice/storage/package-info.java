/// Where the bytes of invoices and credit notes lie.
@NullMarked
package dev.portico.invoice.storage;

import org.jspecify.annotations.NullMarked;
