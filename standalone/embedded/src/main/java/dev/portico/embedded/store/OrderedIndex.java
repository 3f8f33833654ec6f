package dev.portico.embedded.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.ArrayList;
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
    private final List<String> paths;
    private final boolean unique;
    private final ScanPlanner planner;
    private boolean hasArrays;

    OrderedIndex(String name, List<IndexKey> keys, boolean sparse, boolean unique) {
        super(name, keys, sparse);
        this.paths = keys();
        this.unique = unique;
        this.planner = new ScanPlanner(paths, sparse, unique);
    }

    @Nullable
    Scan scan(Conditions conditions, @Nullable Document order) {
        return planner.plan(entries, hasArrays, conditions, order);
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Long> collection) {
        for (List<Object> values : tuples(document)) {
            refuseIf(unique && isTaken(values, null), values, collection);
        }
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Long> collection) {
        for (List<Object> values : tuples(after)) {
            refuseIf(unique && isTaken(values, idOf(before)), values, collection);
        }
    }

    // The index order calls some documents with arrays equal that are not, so equality decides.
    private boolean isTaken(List<Object> values, @Nullable Object exceptBy) {
        for (IndexEntry entry : entries.subSet(IndexEntry.before(values), true, IndexEntry.after(values), true)) {
            if (!entry.id().equals(exceptBy) && same(entry.values(), values)) {
                return true;
            }
        }
        return false;
    }

    private void refuseIf(boolean taken, List<Object> values, MongoCollection<Long> collection) {
        if (taken) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(values));
        }
    }

    private static boolean same(List<Object> left, List<Object> right) {
        return new KeyValue(left).normalized().equals(new KeyValue(right).normalized());
    }

    @Override
    public void add(Document document, Long position, MongoCollection<Long> collection) {
        List<List<Object>> tuples = tuples(document);
        hasArrays |= paths.stream().anyMatch(path -> valueOf(document, path) instanceof Collection);
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
        IndexEntry from = IndexEntry.of(values, id, Long.MIN_VALUE);
        for (IndexEntry entry : entries.tailSet(from, true)) {
            if (entry.id().equals(id)) {
                return entry;
            }
            if (entry.compareTo(IndexEntry.of(values, id, Long.MAX_VALUE)) > 0) {
                return null;
            }
        }
        return null;
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
        List<Object> values = new ArrayList<>(paths.size());
        for (String path : paths) {
            values.add(valueOf(document, path));
        }
        if (values.stream().noneMatch(Collection.class::isInstance)) {
            return isSparse() && isWithoutKeys(document) ? List.of() : List.of(values);
        }
        getKeyValues(document); // refuses parallel arrays
        List<List<Object>> tuples = List.of(List.of());
        for (Object value : values) {
            tuples = ScanPlanner.extended(tuples, elementsOf(value));
        }
        return tuples;
    }

    // Sparse means without the field: one that is there and null has its place in the index.
    private boolean isWithoutKeys(Document document) {
        return paths.stream()
                .allMatch(path -> Utils.getSubdocumentValueCollectionAware(document, path) instanceof Missing);
    }

    private static Collection<Object> elementsOf(Object value) {
        if (value instanceof Collection<?> elements && !elements.isEmpty()) {
            return elements.stream().map(Conditions::orMissing).toList();
        }
        return List.of(value instanceof Collection ? Missing.getInstance() : value);
    }

    private static Object valueOf(Document document, String path) {
        return Conditions.orMissing(
                path.indexOf('.') < 0 ? document.get(path) : Utils.getSubdocumentValueCollectionAware(document, path));
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
