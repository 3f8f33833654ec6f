/// Where card numbers are entered, on an origin of its own, so that they reach nothing else: a form in a frame that
/// answers with a token.
@NullMarked
package dev.portico.vault;

import org.jspecify.annotations.NullMarked;
