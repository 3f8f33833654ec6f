/// Who is asking, and may he come in at all.
@NullMarked
package dev.portico.gateway.admission;

import org.jspecify.annotations.NullMarked;
