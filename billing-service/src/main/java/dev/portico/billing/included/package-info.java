/// How transactions are read, with whatever belongs to them.
@NullMarked
package dev.portico.billing.included;

import org.jspecify.annotations.NullMarked;
