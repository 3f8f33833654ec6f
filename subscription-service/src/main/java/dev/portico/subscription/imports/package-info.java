/// Lines of imports that are this service's: products, prices, subscriptions.
@NullMarked
package dev.portico.subscription.imports;

import org.jspecify.annotations.NullMarked;
