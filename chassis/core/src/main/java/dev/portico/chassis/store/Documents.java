package dev.portico.chassis.store;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import dev.portico.chassis.caller.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.data.mongodb.core.MongoTemplate;

/// One collection and what is read from it, always inside a caller's scope.
final class Documents<S extends Owned> {

    private static final int COUNTED_AT_MOST = 100_001;
    private static final Bson WHOLE = new Document();

    private final MongoCollection<Document> collection;
    private final MongoTemplate template;
    private final Class<S> type;

    Documents(MongoTemplate template, String name, Class<S> type) {
        this.template = template;
        this.type = type;
        this.collection = template.getCollection(name);
        index(Scope.MERCHANT, Scope.CUSTOMER, "_id");
    }

    void index(String... fields) {
        collection.createIndex(Indexes.ascending(fields));
    }

    void uniqueIndex(String... fields) {
        collection.createIndex(Indexes.ascending(fields), new IndexOptions().unique(true));
    }

    MongoCollection<Document> raw() {
        return collection;
    }

    Document write(S state) {
        var document = new Document();
        template.getConverter().write(state, document);
        document.remove("_class");
        if (state.customerId() != null) document.put(Scope.CUSTOMER, state.customerId());
        return document;
    }

    S read(Document document) {
        return template.getConverter().read(type, document);
    }

    Optional<S> find(Caller caller, String id) {
        return first(Scope.of(caller, id));
    }

    /// What was found, its version noted for whoever asked.
    Optional<S> versioned(Document scoped) {
        return Optional.ofNullable(collection.find(scoped).first()).map(found -> {
            Versions.met(found.getString("_id"), found.getLong("version"));
            return read(found);
        });
    }

    Optional<S> first(Bson filter) {
        return Optional.ofNullable(collection.find(filter).first()).map(this::read);
    }

    Page<S> page(Caller caller, Bson filter, PageRequest request) {
        return page(Scope.of(caller, filter), request);
    }

    Page<S> page(Document scoped, PageRequest request) {
        return page(scoped, request, WHOLE, this::read);
    }

    /// @param fields what is read of each document
    <T> Page<T> page(Document scoped, PageRequest request, Bson fields, Function<Document, T> read) {
        List<T> found = new Slice(collection, scoped, request.order(), fields, request.perPage() + 1)
                .after(request.after()).stream().map(read).toList();
        boolean more = found.size() > request.perPage();
        boolean isAll = !more && request.after() == null;
        long total = !request.counted() ? -1 : isAll ? found.size() : count(scoped);
        return new Page<>(more ? found.subList(0, request.perPage()) : found, request.perPage(), more, total);
    }

    private long count(Document scoped) {
        return collection.countDocuments(scoped, new CountOptions().limit(COUNTED_AT_MOST));
    }

    List<S> all(FindIterable<Document> found) {
        var states = new ArrayList<S>();
        for (Document document : found) states.add(read(document));
        return states;
    }

    static <T> T unlessDuplicate(Supplier<T> write) {
        try {
            return write.get();
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() == ErrorCategory.DUPLICATE_KEY) throw new Duplicate(e);
            throw e;
        } catch (MongoCommandException e) {
            if (ErrorCategory.fromErrorCode(e.getErrorCode()) == ErrorCategory.DUPLICATE_KEY) throw new Duplicate(e);
            throw e;
        }
    }
}
