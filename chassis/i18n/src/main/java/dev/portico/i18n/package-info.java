/// The words that people read, and how amounts and dates are written, the same on the web, in e-mails and on invoices.
@NullMarked
package dev.portico.i18n;

import org.jspecify.annotations.NullMarked;
