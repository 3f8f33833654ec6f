/// What every service needs, once, and nothing of the domain.
@NullMarked
package dev.portico.chassis;

import org.jspecify.annotations.NullMarked;
