/// Which service answers what.
@NullMarked
package dev.portico.gateway.route;

import org.jspecify.annotations.NullMarked;
