/// Stripe behind the port: cards are saved with Stripe's own form, charged with nobody present, and never seen here.
@NullMarked
package dev.portico.billing.provider.stripe;

import org.jspecify.annotations.NullMarked;
