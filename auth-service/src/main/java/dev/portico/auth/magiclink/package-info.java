/// Signing in by a link in an e-mail: asked for, sent, redeemed once.
@NullMarked
package dev.portico.auth.magiclink;

import org.jspecify.annotations.NullMarked;
