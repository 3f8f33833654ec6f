/// Taking over what a merchant had elsewhere: customers, catalogue, subscriptions and payments, a line each.
@NullMarked
package dev.portico.billing.imports;

import org.jspecify.annotations.NullMarked;
