/// The time that customers live in who are there for trying things out.
@NullMarked
package dev.portico.billing.testclock;

import org.jspecify.annotations.NullMarked;
