/// The portal's web app as a jar: hashed, compressed files and the small HTML shell that starts them.
@NullMarked
package dev.portico.web;

import org.jspecify.annotations.NullMarked;
