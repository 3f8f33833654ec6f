/// What the vault, which alone sees card numbers, hands over to whoever charges.
@NullMarked
package dev.portico.chassis.vault;

import org.jspecify.annotations.NullMarked;
