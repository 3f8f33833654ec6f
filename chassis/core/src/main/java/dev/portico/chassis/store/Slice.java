package dev.portico.chassis.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.portico.chassis.error.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Reads the part of a list that follows an item, by an index and without skipping: page 1,000 costs what page 1 costs.
///
/// @param scoped what the caller may see and asks for
/// @param fields what is read of each document
/// @param wanted how many documents at most
record Slice(MongoCollection<Document> collection, Document scoped, PageRequest.Order order, Bson fields, int wanted) {

    List<Document> after(@Nullable String id) {
        if (id == null) return found(Filters.empty());
        if (order.isById()) return found(past("_id", id));
        Object value = valueAt(id);
        return value == null ? afterEmpty(id) : afterValue(value, id);
    }

    // Equal values are ordered by id: those up to the last one seen are left out.
    private List<Document> afterValue(Object value, String id) {
        String field = order.field();
        Bson fromHere = order.ascending() ? Filters.gte(field, value) : Filters.lte(field, value);
        Bson seen = Filters.and(
                Filters.eq(field, value), order.ascending() ? Filters.lte("_id", id) : Filters.gte("_id", id));
        List<Document> found = found(Filters.and(fromHere, Filters.nor(seen)));
        return order.ascending() ? found : filledUp(found, Filters.eq(field, null));
    }

    // The store puts what has no value before everything else.
    private List<Document> afterEmpty(String id) {
        List<Document> found = found(Filters.and(Filters.eq(order.field(), null), past("_id", id)));
        return order.ascending() ? filledUp(found, Filters.ne(order.field(), null)) : found;
    }

    private List<Document> filledUp(List<Document> found, Bson rest) {
        if (found.size() == wanted) return found;
        var all = new ArrayList<>(found);
        all.addAll(new Slice(collection, scoped, order, fields, wanted - found.size()).found(rest));
        return all;
    }

    private Bson past(String field, Object value) {
        return order.ascending() ? Filters.gt(field, value) : Filters.lt(field, value);
    }

    private @Nullable Object valueAt(String id) {
        Document last = collection
                .find(new Document(scoped).append("_id", id))
                .projection(Projections.include(order.field()))
                .first();
        if (last == null) throw Refusal.field("after", "is not in this list");
        return last.get(order.field());
    }

    private List<Document> found(Bson part) {
        Bson filter = part.toBsonDocument().isEmpty() ? scoped : Filters.and(scoped, part);
        Bson sorted = order.isById() ? by("_id") : Sorts.orderBy(by(order.field()), by("_id"));
        return collection
                .find(filter)
                .projection(fields)
                .sort(sorted)
                .limit(wanted)
                .into(new ArrayList<>());
    }

    private Bson by(String field) {
        return order.ascending() ? Sorts.ascending(field) : Sorts.descending(field);
    }
}
