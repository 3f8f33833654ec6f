/// Invoices as machines read them: the terms of EN 16931, and the two syntaxes that they are written in.
@NullMarked
package dev.portico.invoice.einvoice;

import org.jspecify.annotations.NullMarked;
