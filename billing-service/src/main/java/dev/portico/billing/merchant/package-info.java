/// What this service remembers of merchants.
@NullMarked
package dev.portico.billing.merchant;

import org.jspecify.annotations.NullMarked;
