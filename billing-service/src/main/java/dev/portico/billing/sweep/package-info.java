/// Work that is due in this service, whatever fails beside it.
@NullMarked
package dev.portico.billing.sweep;

import org.jspecify.annotations.NullMarked;
