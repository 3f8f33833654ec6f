/// Passkeys: added by a customer who has just signed in, and from then on another way to do so.
@NullMarked
package dev.portico.auth.passkey;

import org.jspecify.annotations.NullMarked;
