/// By what customers have come in, and what has come to be able to let them in: they are told when that changes.
@NullMarked
package dev.portico.auth.access;

import org.jspecify.annotations.NullMarked;
