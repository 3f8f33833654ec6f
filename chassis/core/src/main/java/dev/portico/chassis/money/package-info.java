/// Amounts of money, in minor units.
@NullMarked
package dev.portico.chassis.money;

import org.jspecify.annotations.NullMarked;
