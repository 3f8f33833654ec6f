/// What can be bought, and for how much.
@NullMarked
package dev.portico.subscription.catalog;

import org.jspecify.annotations.NullMarked;
