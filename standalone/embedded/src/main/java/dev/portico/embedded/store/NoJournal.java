package dev.portico.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.Map;
import java.util.SequencedMap;

/// The journal of a store that forgets.
final class NoJournal implements Journal {
    @Override
    public Map<String, SequencedMap<Long, Document>> recovered() {
        return new HashMap<>();
    }

    @Override
    public void put(String namespace, long position, Document document) {}

    @Override
    public void remove(String namespace, long position) {}

    @Override
    public void drop(String namespace) {}

    @Override
    public void rename(String from, String to) {}

    @Override
    public void commit() {}

    @Override
    public void close() {}
}
