/// What a portal's page has to know before it can show anything.
@NullMarked
package dev.portico.auth.portal;

import org.jspecify.annotations.NullMarked;
