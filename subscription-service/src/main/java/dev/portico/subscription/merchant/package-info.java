/// What this service remembers of merchants.
@NullMarked
package dev.portico.subscription.merchant;

import org.jspecify.annotations.NullMarked;
