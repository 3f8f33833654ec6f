/// What this service remembers of subscriptions.
@NullMarked
package dev.portico.billing.subscription;

import org.jspecify.annotations.NullMarked;
