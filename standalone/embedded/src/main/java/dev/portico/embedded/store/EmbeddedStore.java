package dev.portico.embedded.store;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;

public final class EmbeddedStore implements AutoCloseable {
    private final MongoServer s = new MongoServer(new MemoryBackend());
    private final java.net.InetSocketAddress a = s.bind();

    public static EmbeddedStore inMemory() {
        return new EmbeddedStore();
    }

    public String connectionString(String db) {
        return "mongodb://127.0.0.1:" + a.getPort() + "/" + db;
    }

    public void close() {
        s.shutdownNow();
    }
}
