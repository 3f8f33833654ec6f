package dev.portico.embedded.store;

import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.SequencedMap;

/// Remembers what happened to documents, in the order in which it happened.
///
/// A collection reports each change while it holds its own lock, so the order per collection is that of the changes.
/// A reply leaves only after `commit`. Collections are named by namespace, `database.collection`.
interface Journal extends AutoCloseable {
    /// What was remembered when the journal was opened: namespace → position → document. Who takes a namespace removes
    /// it.
    Map<String, SequencedMap<Long, Document>> recovered();

    void put(String namespace, long position, Document document);

    void remove(String namespace, long position);

    void drop(String namespace);

    void rename(String from, String to);

    /// Returns when everything reported so far, by any thread, is kept.
    void commit();

    @Override
    void close();
}
