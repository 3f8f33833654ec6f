package dev.portico.embedded.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The documents of one collection by position, in order of insertion.
///
/// A stored document is never changed: queries hand out shallow copies, an update changes its copy and `handleUpdate`
/// puts that in place. So a reply can be encoded while others write.
final class StoreCollection extends AbstractSynchronizedMongoCollection<Long> {
    private final Journal journal;
    private final SequencedMap<Long, Document> documents;
    private long lastPosition;
    private long examined;
    private boolean dropped;

    StoreCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Journal journal,
            @Nullable SequencedMap<Long, Document> recovered) {
        super(database, name, options, cursors);
        this.journal = journal;
        this.documents = recovered == null ? new LinkedHashMap<>() : recovered;
        this.lastPosition =
                documents.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    protected Long addDocumentInternal(Document document) {
        long position = ++lastPosition;
        keep(position, document);
        return position;
    }

    @Override
    protected void handleUpdate(Long position, Document before, Document after) {
        keep(position, after);
    }

    private void keep(long position, Document document) {
        documents.put(position, document);
        if (!dropped) {
            journal.put(getFullName(), position, document);
        }
    }

    @Override
    protected void removeDocument(Long position) {
        documents.remove(position);
        if (!dropped) {
            journal.remove(getFullName(), position);
        }
    }

    // A writer that found this collection just before may still come: its record must not follow the drop.
    @Override
    public synchronized void drop() {
        super.drop();
        journal.drop(getFullName());
        dropped = true;
    }

    @Override
    public synchronized void renameTo(MongoDatabase database, String name) {
        String before = getFullName();
        super.renameTo(database, name);
        journal.rename(before, getFullName());
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document order,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        Search search = new Search(query, order, limit == 0 ? Long.MAX_VALUE : (long) skip + limit);
        Scan scan = search.best(getIndexes(), position -> documentMatchesQuery(look(position), query));
        if (scan == null) {
            return matchDocuments(query, order, skip, limit, batchSize, projection);
        }
        return matchDocumentsFromStream(
                query,
                scan.positions().map(this::look),
                skip,
                limit,
                batchSize,
                scan.ordered() ? null : deriveComparator(order),
                projection);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query,
            @Nullable Document order,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document projection) {
        Collection<Long> positions =
                isNaturalDescending(order) ? documents.reversed().keySet() : documents.keySet();
        return matchDocumentsFromStream(
                positions.stream().map(this::look), query, order, skip, limit, batchSize, projection);
    }

    @Override
    protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
        return super.createQueryResult(matched.stream().map(Document::clone).toList(), batchSize);
    }

    private Document look(long position) {
        examined++;
        return Objects.requireNonNull(documents.get(position));
    }

    synchronized long examined() {
        return examined;
    }

    @Override
    public synchronized void addIndex(Index<Long> index) {
        super.addIndex(index);
    }

    @Override
    public synchronized void dropIndex(String name) {
        super.dropIndex(name);
    }

    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        return query == null || query.isEmpty() ? super.count(query, skip, limit) : matching(query, skip, limit);
    }

    private int matching(Document query, int skip, int limit) {
        long wanted = limit <= 0 ? Long.MAX_VALUE : (long) skip + limit;
        Scan scan = new Search(query, null, Long.MAX_VALUE)
                .best(getIndexes(), position -> documentMatchesQuery(look(position), query));
        long matching = scan != null && scan.holdsNothingBut(Conditions.of(query))
                ? scan.size()
                : (scan == null ? documents.keySet().stream() : scan.positions())
                        .filter(position -> documentMatchesQuery(look(position), query))
                        .limit(wanted)
                        .count();
        return Math.toIntExact(Math.max(0, Math.min(matching, wanted) - skip));
    }

    @Override
    public synchronized int count() {
        return documents.size();
    }

    @Override
    protected Document getDocument(Long position) {
        return look(position);
    }

    @Override
    protected @Nullable Long findDocumentPosition(Document document) {
        return documents.entrySet().stream()
                .filter(entry -> entry.getValue().equals(document))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected Stream<DocumentWithPosition<Long>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream().map(entry -> new DocumentWithPosition<>(entry.getValue(), entry.getKey()));
    }

    // Measuring it would encode each document twice more per update.
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int delta) {}

    @Override
    protected int getDataSize() {
        return 0;
    }
}
