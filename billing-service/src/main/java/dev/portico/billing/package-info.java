/// Money: who pays, with what, and what was paid. Owns customers, addresses, payment methods and transactions.
/// Remembers the
/// catalogue and the merchants from the events of their owners. Charges through a port, never twice for one attempt.
@NullMarked
package dev.portico.billing;

import org.jspecify.annotations.NullMarked;
