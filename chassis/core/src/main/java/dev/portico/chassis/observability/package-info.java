/// One trace from the request to the e-mail.
@NullMarked
package dev.portico.chassis.observability;

import org.jspecify.annotations.NullMarked;
