package dev.portico.embedded.store;

import java.nio.file.Path;

/// The embedded store, listening on 127.0.0.1 for any MongoDB driver.
///
/// It has no transactions, sessions, change streams, TTL, collations or partial indexes: what may be used with it and
/// with MongoDB alike is pinned by `PortableSubsetTest`.
public final class EmbeddedStore implements AutoCloseable {
    static final int ANY_FREE_PORT = 0;

    private final Journal journal;
    private final StoreBackend backend;
    private final WireServer server;

    private EmbeddedStore(Journal journal, int port) {
        this.journal = journal;
        this.backend = new StoreBackend(journal);
        this.server = new WireServer(backend, port);
    }

    /// Opens or creates the store in `directory`, on a free port.
    public static EmbeddedStore start(Path directory) {
        return start(directory, ANY_FREE_PORT);
    }

    public static EmbeddedStore start(Path directory, int port) {
        return start(directory, port, Durability.PROCESS_CRASH);
    }

    /// @throws IllegalStateException if another process has `directory` open, its files are damaged or `port` is taken
    public static EmbeddedStore start(Path directory, int port, Durability durability) {
        return serving(new FileJournal(directory, durability, Compaction.DEFAULT), port);
    }

    /// A store that forgets everything when it is closed.
    public static EmbeddedStore inMemory() {
        return serving(new NoJournal(), ANY_FREE_PORT);
    }

    static EmbeddedStore serving(Journal journal, int port) {
        try {
            return new EmbeddedStore(journal, port);
        } catch (RuntimeException failed) {
            journal.close();
            throw failed;
        }
    }

    public String connectionString(String database) {
        return "mongodb://127.0.0.1:" + port() + "/" + database;
    }

    public int port() {
        return server.port();
    }

    /// How many documents queries on this collection have looked at so far; for tests of what a query costs.
    public long documentsExamined(String database, String collection) {
        return backend.documentsExamined(database, collection);
    }

    @Override
    public void close() {
        server.close();
        backend.close();
        journal.close();
    }
}
