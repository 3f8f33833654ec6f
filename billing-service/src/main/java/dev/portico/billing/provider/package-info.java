/// The port to whoever moves the money, and the sandbox that pretends to.
@NullMarked
package dev.portico.billing.provider;

import org.jspecify.annotations.NullMarked;
