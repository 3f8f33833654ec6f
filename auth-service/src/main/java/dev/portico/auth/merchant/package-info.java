/// Merchants: made by the operator, kept by themselves. Their slug names their portal's host.
@NullMarked
package dev.portico.auth.merchant;

import org.jspecify.annotations.NullMarked;
