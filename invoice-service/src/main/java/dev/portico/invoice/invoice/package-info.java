/// Invoices: their numbers, what they froze when they were issued, and where to download them.
@NullMarked
package dev.portico.invoice.invoice;

import org.jspecify.annotations.NullMarked;
