/// Which e-mail address belongs to which customer of which merchant, as billing-service tells it.
@NullMarked
package dev.portico.auth.identity;

import org.jspecify.annotations.NullMarked;
