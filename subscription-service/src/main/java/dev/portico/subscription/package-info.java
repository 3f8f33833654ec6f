/// What repeats: products, prices and subscriptions. A subscription begins with a completed transaction and ends when
/// its
/// customer or its merchant says so.
@NullMarked
package dev.portico.subscription;

import org.jspecify.annotations.NullMarked;
