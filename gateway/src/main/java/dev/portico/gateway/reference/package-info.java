/// The API's contract as a document, and the same as a page for people.
@NullMarked
package dev.portico.gateway.reference;

import org.jspecify.annotations.NullMarked;
