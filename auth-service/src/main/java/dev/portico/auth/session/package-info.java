/// Who is signed in, since when, on which device; and signing out.
@NullMarked
package dev.portico.auth.session;

import org.jspecify.annotations.NullMarked;
