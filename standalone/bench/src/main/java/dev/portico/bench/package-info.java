/// Measures the running product from outside: `./portico bench`.
@NullMarked
package dev.portico.bench;

import org.jspecify.annotations.NullMarked;
