/// The portal's pages: a small shell for each merchant, and the files of the web app.
@NullMarked
package dev.portico.gateway.page;

import org.jspecify.annotations.NullMarked;
