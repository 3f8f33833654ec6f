/// A MongoDB-compatible store inside the JVM, for trying Portico and for tests without Docker.
///
/// Documents live in memory; every change is appended to a journal before anyone is told of it. The wire protocol, the
/// queries and the updates are mongo-java-server's; storage, journal and indexes are ours
/// (docs/decisions/0006-embedded-store.md).
@NullMarked
package dev.portico.embedded.store;

import org.jspecify.annotations.NullMarked;
