/// How an invoice looks on paper: shaping, lines, pages, PDF.
@NullMarked
package dev.portico.invoice.document;

import org.jspecify.annotations.NullMarked;
