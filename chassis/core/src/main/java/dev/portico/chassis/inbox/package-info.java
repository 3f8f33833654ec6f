/// How events enter a service: in order, at least once, with no effect the second time.
@NullMarked
package dev.portico.chassis.inbox;

import org.jspecify.annotations.NullMarked;
