/// Every movement of money, in double entry: what is owed, where the money is, what was earned.
@NullMarked
package dev.portico.billing.ledger;

import org.jspecify.annotations.NullMarked;
