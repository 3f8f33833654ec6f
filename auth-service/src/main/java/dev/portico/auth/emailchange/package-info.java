/// A customer's own change of his e-mail address: asked for when freshly signed in, confirmed at the old and at the new
/// address, carried out by billing-service.
@NullMarked
package dev.portico.auth.emailchange;

import org.jspecify.annotations.NullMarked;
