/// What this service remembers of customers' addresses and businesses.
@NullMarked
package dev.portico.subscription.party;

import org.jspecify.annotations.NullMarked;
