/// What tests of services share: a real broker and store, services to start and call, events to publish, rules of the
/// house.
@NullMarked
package dev.portico.testing;

import org.jspecify.annotations.NullMarked;
