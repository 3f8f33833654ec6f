package dev.portico.embedded.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.exception.NoSuchCommandException;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One database: makes collections and indexes of our kind, and corrects what the library answers wrongly.
final class StoreDatabase extends AbstractSynchronizedMongoDatabase<Long> {
    private static final int CANNOT_CREATE_INDEX = 67;
    private static final Set<String> COMMANDS = Set.of(
            "find",
            "insert",
            "update",
            "delete",
            "create",
            "createindexes",
            "count",
            "aggregate",
            "distinct",
            "drop",
            "dropindexes",
            "dbstats",
            "collstats",
            "validate",
            "findandmodify",
            "listcollections",
            "listindexes",
            "getlasterror",
            "reseterror");

    private static final Document COUNTING =
            new Document("$group", new Document("_id", 1).append("n", new Document("$sum", 1)));

    private final Journal journal;
    private final Map<String, SequencedMap<Long, Document>> recovered;
    private final Map<String, StoreCollection> opened = new TreeMap<>();

    StoreDatabase(
            String name, CursorRegistry cursors, Journal journal, Map<String, SequencedMap<Long, Document>> recovered) {
        super(name, cursors);
        this.journal = journal;
        this.recovered = recovered;
        initializeNamespacesAndIndexes();
        List.copyOf(opened.values()).forEach(this::ensureIdIndex);
    }

    // A crash between the two records that create a collection leaves one without the index that keeps _id unique.
    private void ensureIdIndex(StoreCollection collection) {
        if (!collection.getCollectionName().startsWith("system.") && collection.getNumIndexes() == 0) {
            addIndex(new Document("key", new Document("_id", 1))
                    .append("name", "_id_")
                    .append("ns", collection.getFullName()));
        }
    }

    @Override
    protected StoreCollection openOrCreateCollection(String name, CollectionOptions options) {
        SequencedMap<Long, Document> documents = recovered.remove(getDatabaseName() + "." + name);
        StoreCollection collection = new StoreCollection(this, name, options, cursorRegistry, journal, documents);
        opened.put(name, collection);
        return collection;
    }

    @Override
    protected Index<Long> openOrCreateUniqueIndex(String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(name, keys, sparse, true);
    }

    @Override
    protected Index<Long> openOrCreateSecondaryIndex(
            String collection, String name, List<IndexKey> keys, boolean sparse) {
        return new OrderedIndex(name, keys, sparse, false);
    }

    // The library would ignore these options, and a unique index that is wider than its author meant refuses good data.
    @Override
    protected synchronized void addIndex(Document description) {
        for (String option : List.of("partialFilterExpression", "collation")) {
            if (description.containsKey(option)) {
                throw new MongoServerError(
                        CANNOT_CREATE_INDEX, "CannotCreateIndex", "the embedded store has no " + option);
            }
        }
        super.addIndex(description);
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
        String name = command.toLowerCase(Locale.ROOT);
        if (!COMMANDS.contains(name)) {
            throw new NoSuchCommandException(command);
        }
        Document filter = name.equals("aggregate") ? leadingMatch(query) : null;
        if (filter != null) {
            return aggregate(command, query, filter, databases, oplog);
        }
        Document reply = super.handleCommand(channel, command, query, databases, oplog);
        return name.equals("insert") ? countingOnlyInserted(query, reply) : reply;
    }

    // The library counts the refused documents as inserted.
    private static Document countingOnlyInserted(Document query, Document reply) {
        if (reply.get("writeErrors") instanceof List<?> errors
                && query.get("documents") instanceof List<?> documents
                && errors.getFirst() instanceof Document first) {
            boolean ordered = Boolean.TRUE.equals(query.get("ordered"));
            reply.put("n", ordered ? first.get("index") : (Object) (documents.size() - errors.size()));
        }
        return reply;
    }

    private static @Nullable Document leadingMatch(Document query) {
        return query.get("pipeline") instanceof List<?> stages
                        && !stages.isEmpty()
                        && stages.getFirst() instanceof Document first
                        && first.get("$match") instanceof Document filter
                ? filter
                : null;
    }

    // The library filters only after it has copied the whole collection; countDocuments is such a pipeline.
    private Document aggregate(
            String command, Document query, Document filter, DatabaseResolver databases, Oplog oplog) {
        String name = String.valueOf(query.get(command));
        List<Document> stages = Aggregation.parse(query.get("pipeline"));
        MongoCollection<Long> collection = resolveCollection(name, false);
        Aggregation rest =
                Aggregation.fromPipeline(stages.subList(1, stages.size()), databases, this, collection, oplog);
        rest.validate(query);
        List<Document> found = collection == null
                ? List.of()
                : isCount(stages)
                        ? counted(collection.count(filter, 0, limitAfterMatch(stages)))
                        : rest.runStages(
                                collection.handleQuery(filter, 0, limitAfterMatch(stages)).collectDocuments().stream());
        return new Document(
                        "cursor",
                        new Document("id", 0L)
                                .append("ns", getFullCollectionNamespace(name))
                                .append("firstBatch", found))
                .append("ok", 1.0);
    }

    // What countDocuments sends: it needs no document.
    private static boolean isCount(List<Document> stages) {
        boolean limited = stages.size() == 3 && stages.get(1).keySet().equals(Set.of("$limit"));
        return (limited || stages.size() == 2) && COUNTING.equals(stages.getLast());
    }

    private static List<Document> counted(int count) {
        return count == 0 ? List.of() : List.of(new Document("_id", 1).append("n", count));
    }

    private static int limitAfterMatch(List<Document> stages) {
        return stages.size() > 1 && stages.get(1).get("$limit") instanceof Number limit ? limit.intValue() : 0;
    }

    // Not synchronized in the library: two creators at once would each get a collection, and one would lose its data.
    @Override
    public synchronized MongoCollection<Long> createCollectionOrThrowIfExists(String name, CollectionOptions options) {
        return super.createCollectionOrThrowIfExists(name, options);
    }

    @Override
    public synchronized void dropCollection(String name, Oplog oplog) {
        super.dropCollection(name, oplog);
        opened.remove(name);
    }

    @Override
    public synchronized void moveCollection(MongoDatabase from, MongoCollection<?> collection, String name) {
        super.moveCollection(from, collection, name);
        opened.put(name, (StoreCollection) collection);
    }

    synchronized long documentsExamined(String collection) {
        StoreCollection found = opened.get(collection);
        return found == null ? 0 : found.examined();
    }

    @Override
    protected long getStorageSize() {
        return 0;
    }

    @Override
    protected long getFileSize() {
        return 0;
    }
}
