/// The API's contract, read off the code of all services: the controllers, the records they take and return, what they
/// check, and what their comments say.
@NullMarked
package dev.portico.contract;

import org.jspecify.annotations.NullMarked;
