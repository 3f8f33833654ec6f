/// What is to be paid, and was.
@NullMarked
package dev.portico.billing.transaction;

import org.jspecify.annotations.NullMarked;
