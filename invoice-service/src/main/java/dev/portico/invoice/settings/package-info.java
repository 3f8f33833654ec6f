/// What merchants want on all their invoices and credit notes: logo, company number, bank details, a footer.
@NullMarked
package dev.portico.invoice.settings;

import org.jspecify.annotations.NullMarked;
