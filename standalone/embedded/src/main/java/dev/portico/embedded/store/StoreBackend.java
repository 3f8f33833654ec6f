package dev.portico.embedded.store;

import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import io.netty.channel.Channel;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;

/// All databases, and the one place where a reply waits for the journal.
final class StoreBackend extends AbstractMongoBackend {
    private final Journal journal;
    private final Map<String, SequencedMap<Long, Document>> recovered;
    private final Map<String, StoreDatabase> opened = new ConcurrentHashMap<>();

    StoreBackend(Journal journal) {
        this.journal = journal;
        this.recovered = journal.recovered();
        recovered.keySet().stream()
                .map(namespace -> namespace.substring(0, namespace.indexOf('.')))
                .distinct()
                .toList()
                .forEach(this::resolveDatabase);
        journal.commit();
    }

    @Override
    protected StoreDatabase openOrCreateDatabase(String name) {
        return opened.computeIfAbsent(name, _ -> new StoreDatabase(name, getCursorRegistry(), journal, recovered));
    }

    @Override
    public void dropDatabase(String name) {
        super.dropDatabase(name);
        opened.remove(name);
    }

    // Reads wait too: nobody may act on a write that a crash could still undo.
    @Override
    public Document handleMessage(MongoMessage message) {
        try {
            return super.handleMessage(message);
        } finally {
            journal.commit();
        }
    }

    // The library knows only the older name of this command; Spring Boot's health check uses this one.
    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        if (command.equals("hello")) {
            return super.handleCommand(channel, database, "ismaster", query).append("isWritablePrimary", true);
        }
        return super.handleCommand(channel, database, command, query);
    }

    long documentsExamined(String database, String collection) {
        StoreDatabase opened = this.opened.get(database);
        return opened == null ? 0 : opened.documentsExamined(collection);
    }
}
