package dev.portico.embedded.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An index, unique or not, as a sorted set; a field that is absent is indexed as null.
///
/// It is always ascending and read backwards where a query sorts that way. Guarded by its collection's lock.
final class OrderedIndex extends Index<Long> {
    private final NavigableSet<IndexEntry> entries = new TreeSet<>();
    private final boolean unique;
    private final ScanPlanner planner;
    private boolean hasArrays;

    OrderedIndex(String name, List<IndexKey> keys, boolean sparse, boolean unique) {
        super(name, keys, sparse);
        this.unique = unique;
        this.planner = new ScanPlanner(keys(), sparse, unique);
    }

    @Nullable
    Scan scan(Conditions conditions, @Nullable Document order) {
        return planner.plan(entries, hasArrays, conditions, order);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        for (List<Object> values : tuples(document)) {
            refuseIf(
                    unique && within(values).stream().anyMatch(entry -> same(entry.values(), values)),
                    values,
                    collection);
        }
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Long> collection) {
        for (List<Object> values : tuples(after)) {
            refuseIf(
                    unique
                            && within(values).stream()
                                    .anyMatch(entry -> same(entry.values(), values)
                                            && !entry.id().equals(idOf(before))),
                    values,
                    collection);
        }
    }

    private void refuseIf(boolean taken, List<Object> values, MongoCollection<Long> collection) {
        if (taken) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values));
        }
    }

    // The index order calls some documents with arrays equal that are not.
    private static boolean same(List<Object> left, List<Object> right) {
        return new KeyValue(left).normalized().equals(new KeyValue(right).normalized());
    }

    private NavigableSet<IndexEntry> within(List<Object> values) {
        return entries.subSet(IndexEntry.before(values), true, IndexEntry.after(values), true);
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        List<List<Object>> tuples = tuples(document);
        hasArrays |= hasArray(document);
        tuples.forEach(values -> entries.add(IndexEntry.of(values, idOf(document), position)));
    }

    @Override
    public @Nullable Long remove(Document document) {
        Long position = null;
        for (List<Object> values : tuples(document)) {
            IndexEntry entry = find(values, idOf(document));
            if (entry != null) {
                entries.remove(entry);
                position = entry.position();
            }
        }
        return position;
    }

    private @Nullable IndexEntry find(List<Object> values, Object id) {
        return entries
                .subSet(
                        IndexEntry.of(values, id, Long.MIN_VALUE), true,
                        IndexEntry.of(values, id, Long.MAX_VALUE), true)
                .stream()
                .filter(entry -> entry.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void updateInPlace(Document before, Document after, Long position, MongoCollection<Long> collection) {
        if (!tuples(before).equals(tuples(after))) {
            remove(before);
            add(after, position, collection);
        }
    }

    @Override
    public @Nullable Long getPosition(Document document) {
        return tuples(document).stream()
                .map(values -> find(values, idOf(document)))
                .filter(Objects::nonNull)
                .map(IndexEntry::position)
                .findFirst()
                .orElse(null);
    }

    /// One list of values per combination of array elements; none if the index is sparse and the document has no key.
    private List<List<Object>> tuples(Document document) {
        if (isSparse() && keys().stream().allMatch(path -> valueOf(document, path) instanceof Missing)) {
            return List.of();
        }
        if (hasArray(document)) {
            getKeyValues(document); // refuses parallel arrays
        }
        List<List<Object>> tuples = List.of(List.of());
        for (String path : keys()) {
            tuples = ScanPlanner.extended(tuples, elementsOf(valueOf(document, path)));
        }
        return tuples;
    }

    private boolean hasArray(Document document) {
        return keys().stream().anyMatch(path -> valueOf(document, path) instanceof Collection);
    }

    private static Collection<Object> elementsOf(@Nullable Object value) {
        if (!(value instanceof Collection<?> elements) || elements.isEmpty()) {
            return List.of(value instanceof Collection ? Missing.getInstance() : Conditions.orMissing(value));
        }
        return elements.stream().map(Conditions::orMissing).toList();
    }

    private static @Nullable Object valueOf(Document document, String path) {
        return Utils.getSubdocumentValueCollectionAware(document, path);
    }

    private static Object idOf(Document document) {
        return Conditions.orMissing(document.get("_id"));
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return super.hasSameOptions(other) && toIndexDescription().equals(other.toIndexDescription());
    }

    // StoreCollection plans its own searches.
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Long> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
        return entries.size();
    }

    @Override
    public long getDataSize() {
        return entries.size();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
