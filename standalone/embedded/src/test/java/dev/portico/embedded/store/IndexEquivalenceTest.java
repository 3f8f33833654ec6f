package dev.portico.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random documents and queries: an index may change the speed of an answer only.
class IndexEquivalenceTest {
    private static final List<String> FIELDS = List.of("a", "b", "c.d");
    private static final List<String> OPERATORS = List.of("$eq", "$gt", "$gte", "$lt", "$lte", "$ne");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void indexed_and_plain_collections_answer_alike(long seed) {
        Random random = new Random(seed);
        try (EmbeddedStore store = EmbeddedStore.inMemory();
                MongoClient client = MongoClients.create(store.connectionString("db"))) {
            var plain = client.getDatabase("db").getCollection("plain");
            var indexed = client.getDatabase("db").getCollection("indexed");
            List.of("a", "b", "c.d").forEach(field -> indexed.createIndex(Indexes.ascending(field)));
            indexed.createIndex(Indexes.ascending("a", "b"));
            indexed.createIndex(Indexes.descending("b", "c.d", "_id"));
            boolean arrays = seed % 2 == 0;
            for (int i = 0; i < 150; i++) {
                Document document = document(random, i, arrays);
                plain.insertOne(document);
                indexed.insertOne(document);
            }
            for (int i = 0; i < 200; i++) {
                change(random, i, arrays, plain, indexed);
                compare(query(random, 2), order(random, arrays), random.nextInt(4) * 3, plain, indexed);
                compare(texts(random), order(random, arrays), 0, plain, indexed);
            }
        }
    }

    private static void change(
            Random random, int i, boolean arrays, MongoCollection<Document> plain, MongoCollection<Document> indexed) {
        Document id = new Document("_id", random.nextInt(150));
        Document replacement = document(random, id.getInteger("_id"), arrays);
        for (var collection : List.of(plain, indexed)) {
            if (i % 4 == 0) {
                collection.deleteOne(id);
            } else {
                collection.replaceOne(id, replacement);
            }
        }
    }

    // Sorted by _id at last, so that a limit cuts both alike.
    private static void compare(
            Document query,
            Document order,
            int limit,
            MongoCollection<Document> plain,
            MongoCollection<Document> indexed) {
        List<Document> expected = plain.find(query).sort(order).limit(limit).into(new ArrayList<>());
        List<Document> actual = indexed.find(query).sort(order).limit(limit).into(new ArrayList<>());
        assertThat(actual).as("%s sorted by %s", query.toJson(), order.toJson()).isEqualTo(expected);
        assertThat(indexed.countDocuments(query)).isEqualTo(plain.countDocuments(query));
    }

    private static Document document(Random random, int id, boolean arrays) {
        Document document = new Document("_id", id);
        for (String field : List.of("a", "b")) {
            if (random.nextInt(5) > 0) {
                document.append(field, arrays && random.nextInt(4) == 0 ? array(random, field) : value(random));
            }
        }
        return random.nextBoolean() ? document.append("c", new Document("d", value(random))) : document;
    }

    // Two arrays in one document could not be in one index.
    private static Object array(Random random, String field) {
        return field.equals("a")
                ? Arrays.asList(value(random), value(random)).subList(0, random.nextInt(3))
                : value(random);
    }

    private static Object value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> null;
            case 1 -> "s" + random.nextInt(4);
            case 2 -> (long) random.nextInt(4);
            case 3 -> random.nextInt(8) / 2.0;
            default -> random.nextInt(4);
        };
    }

    private static Document query(Random random, int depth) {
        Document query = new Document();
        for (int terms = random.nextInt(3); terms >= 0; terms--) {
            query.append(FIELDS.get(random.nextInt(3)), condition(random));
        }
        if (depth > 0 && random.nextInt(3) == 0) {
            query.append(
                    random.nextBoolean() ? "$or" : "$and", List.of(query(random, depth - 1), query(random, depth - 1)));
        }
        return query;
    }

    // What an index can count without a look at any document.
    private static Document texts(Random random) {
        Document one = new Document(FIELDS.get(random.nextInt(3)), "s" + random.nextInt(4));
        Document some = new Document(
                FIELDS.get(random.nextInt(3)),
                new Document("$in", List.of("s" + random.nextInt(4), "s" + random.nextInt(4))));
        return random.nextBoolean() ? one : new Document(one).append("$and", List.of(some));
    }

    private static Object condition(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new Document("$in", Arrays.asList(value(random), value(random)));
            case 1 -> new Document("$exists", random.nextBoolean());
            case 2 -> new Document(operator(random), value(random)).append(operator(random), value(random));
            default -> value(random);
        };
    }

    private static String operator(Random random) {
        return OPERATORS.get(random.nextInt(OPERATORS.size()));
    }

    // The library itself has no consistent order of empty arrays.
    private static Document order(Random random, boolean arrays) {
        Document order = new Document();
        int direction = random.nextBoolean() ? 1 : -1;
        for (int keys = arrays ? 0 : random.nextInt(3); keys > 0; keys--) {
            order.append(FIELDS.get(random.nextInt(3)), direction);
        }
        return order.append("_id", direction);
    }

    @Test
    void an_order_that_is_no_order_of_the_index_is_sorted() {
        try (EmbeddedStore store = EmbeddedStore.inMemory();
                MongoClient client = MongoClients.create(store.connectionString("db"))) {
            var collection = client.getDatabase("db").getCollection("c");
            collection.createIndex(Indexes.ascending("a", "b"));
            collection.insertMany(List.of(
                    new Document("_id", 1).append("a", 1).append("b", 1),
                    new Document("_id", 2).append("a", 1).append("b", 2),
                    new Document("_id", 3).append("a", 2).append("b", 1)));
            assertThat(collection
                            .find()
                            .sort(Indexes.compoundIndex(Indexes.ascending("a"), Indexes.descending("b")))
                            .map(document -> document.getInteger("_id"))
                            .into(new ArrayList<>()))
                    .containsExactly(2, 1, 3);
        }
    }
}
