/// What this service remembers of merchants and customers.
@NullMarked
package dev.portico.notification.party;

import org.jspecify.annotations.NullMarked;
