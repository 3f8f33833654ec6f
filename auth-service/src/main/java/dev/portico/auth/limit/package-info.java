/// How much of its allowance each caller has left, counted once for all gateways.
@NullMarked
package dev.portico.auth.limit;

import org.jspecify.annotations.NullMarked;
