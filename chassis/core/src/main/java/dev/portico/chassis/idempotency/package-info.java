/// The same request twice has one effect and one answer.
@NullMarked
package dev.portico.chassis.idempotency;

import org.jspecify.annotations.NullMarked;
