/// What this service remembers of merchants, customers and addresses.
@NullMarked
package dev.portico.invoice.party;

import org.jspecify.annotations.NullMarked;
