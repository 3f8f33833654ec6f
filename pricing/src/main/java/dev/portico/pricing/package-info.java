/// How a bill adds up: what its lines cost, what a discount takes off them, and the tax that comes on. Pure: the same
/// bill comes to the same for whoever previews it and for whoever charges it.
@NullMarked
package dev.portico.pricing;

import org.jspecify.annotations.NullMarked;
