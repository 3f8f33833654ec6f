/// What merchants decide for all their subscriptions: how payments that failed are tried again, what is given back.
@NullMarked
package dev.portico.subscription.settings;

import org.jspecify.annotations.NullMarked;
