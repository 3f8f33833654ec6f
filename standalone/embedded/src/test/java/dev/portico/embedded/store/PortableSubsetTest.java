package dev.portico.embedded.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.ReturnDocument.AFTER;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/// All of MongoDB that Portico may use. A subclass runs the same on another engine.
@TestInstance(Lifecycle.PER_CLASS)
class PortableSubsetTest {
    private final List<AutoCloseable> opened = new ArrayList<>();
    private MongoDatabase database;
    private MongoCollection<Document> subscriptions;

    /// An empty database on the engine under test.
    protected MongoDatabase database() {
        EmbeddedStore store = closedAtTheEnd(EmbeddedStore.inMemory());
        MongoClient client = closedAtTheEnd(MongoClients.create(store.connectionString("portable")));
        return client.getDatabase("portable");
    }

    protected final <T extends AutoCloseable> T closedAtTheEnd(T resource) {
        opened.addFirst(resource);
        return resource;
    }

    @BeforeAll
    void open() {
        database = database();
    }

    @AfterAll
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @BeforeEach
    void empty() {
        database.drop();
        subscriptions = database.getCollection("subscriptions");
    }

    @Test
    void the_server_answers_hello_and_ping() {
        assertThat(database.runCommand(new Document("hello", 1))).containsKey("maxWireVersion");
        assertThat(database.runCommand(new Document("ping", 1))
                        .get("ok", Number.class)
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void an_unknown_command_is_refused_with_code_59() {
        assertThatThrownBy(() -> database.runCommand(new Document("noSuchCommand", 1)))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo(59));
    }

    @Test
    void documents_are_inserted_found_replaced_and_deleted() {
        subscriptions.insertOne(subscription("sub_1").append("status", "active"));
        assertThat(find("sub_1")).containsEntry("status", "active");

        var replaced = subscriptions.replaceOne(
                eq("_id", "sub_1"), subscription("sub_1").append("status", "paused"));
        assertThat(replaced.getModifiedCount()).isEqualTo(1);
        assertThat(find("sub_1")).containsEntry("status", "paused");

        assertThat(subscriptions.deleteOne(eq("_id", "sub_1")).getDeletedCount())
                .isEqualTo(1);
        assertThat(subscriptions.deleteOne(eq("_id", "sub_1")).getDeletedCount())
                .isZero();
    }

    @Test
    void deleteMany_deletes_what_matches() {
        subscriptions.insertMany(List.of(
                subscription("sub_1").append("expires", 1),
                subscription("sub_2").append("expires", 2),
                subscription("sub_3").append("expires", 3)));
        assertThat(subscriptions.deleteMany(lt("expires", 3)).getDeletedCount()).isEqualTo(2);
        assertThat(ids(new Document())).containsExactly("sub_3");
    }

    @Test
    void every_type_the_product_stores_comes_back_equal() {
        var stored = subscription("sub_1")
                .append("instant", Date.from(Instant.parse("2026-03-01T10:15:30.123Z")))
                .append("decimal", Decimal128.parse("12.50"))
                .append("uuid", new UUID(1, 2).toString())
                .append("int", 1)
                .append("long", 1L << 60)
                .append("boolean", true)
                .append("object_id", new ObjectId())
                .append("null", null)
                .append("items", List.of(new Document("price", "1999"), new Document("price", "500")));
        subscriptions.insertOne(stored);
        assertThat(find("sub_1")).isEqualTo(stored);
    }

    @Test
    void a_megabyte_of_bytes_comes_back_equal() {
        byte[] pdf = new byte[1 << 20];
        new Random(1).nextBytes(pdf);
        subscriptions.insertOne(subscription("pdf_1").append("content", new Binary(pdf)));
        assertThat(find("pdf_1").get("content", Binary.class).getData()).isEqualTo(pdf);
    }

    @Test
    void an_id_may_be_a_document() {
        var id = new Document("m", "mer_1").append("id", "ctm_1");
        subscriptions.insertOne(new Document("_id", id));
        assertThat(subscriptions.find(eq("_id", id)).first()).isNotNull();
        assertThatThrownBy(() -> subscriptions.insertOne(new Document("_id", id)))
                .satisfies(this::isDuplicate);
    }

    @Test
    void one_update_sets_pushes_increments_and_unsets_at_once() {
        subscriptions.insertOne(subscription("sub_1").append("version", 1L).append("trial", true));
        subscriptions.updateOne(
                eq("_id", "sub_1"),
                combine(
                        set("status", "canceled"),
                        set("scheduled_change.action", "cancel"),
                        inc("version", 1L),
                        unset("trial"),
                        push("outbox", new Document("id", "evt_1").append("type", "subscription.canceled"))));
        assertThat(find("sub_1"))
                .containsEntry("status", "canceled")
                .containsEntry("version", 2L)
                .containsEntry("scheduled_change", new Document("action", "cancel"))
                .doesNotContainKey("trial");
        assertThat(find("sub_1").getList("outbox", Document.class)).hasSize(1);
    }

    @Test
    void pull_removes_array_elements_by_condition() {
        subscriptions.insertOne(subscription("sub_1")
                .append("outbox", List.of(event("evt_1", 1), event("evt_2", 2), event("evt_3", 3))));
        subscriptions.updateOne(eq("_id", "sub_1"), pull("outbox", in("id", List.of("evt_1", "evt_2"))));
        assertThat(find("sub_1").getList("outbox", Document.class)).containsExactly(event("evt_3", 3));
        subscriptions.updateOne(eq("_id", "sub_1"), pull("outbox", Filters.lte("seq", 3)));
        assertThat(find("sub_1").getList("outbox", Document.class)).isEmpty();
    }

    @Test
    void pushEach_slices_and_addToSet_adds_once() {
        subscriptions.insertOne(subscription("sub_1"));
        subscriptions.updateOne(eq("_id", "sub_1"), pushEach("last", List.of(1, 2, 3, 4), new PushOptions().slice(-2)));
        subscriptions.updateOne(eq("_id", "sub_1"), addToSet("tags", "a"));
        subscriptions.updateOne(eq("_id", "sub_1"), addToSet("tags", "a"));
        assertThat(find("sub_1")).containsEntry("last", List.of(3, 4)).containsEntry("tags", List.of("a"));
    }

    @Test
    void min_and_max_keep_the_extreme() {
        subscriptions.insertOne(subscription("sub_1").append("first", 5).append("last", 5));
        subscriptions.updateOne(eq("_id", "sub_1"), combine(min("first", 3), max("last", 4)));
        assertThat(find("sub_1")).containsEntry("first", 3).containsEntry("last", 5);
    }

    @Test
    void a_version_in_the_filter_lets_only_one_writer_through() {
        subscriptions.insertOne(subscription("sub_1").append("version", 1L));
        Bson expected = and(eq("_id", "sub_1"), eq("version", 1L));
        Bson change = combine(set("status", "paused"), inc("version", 1L));
        assertThat(subscriptions.updateOne(expected, change).getModifiedCount()).isEqualTo(1);
        assertThat(subscriptions.updateOne(expected, change).getModifiedCount()).isZero();
    }

    @Test
    void an_upsert_inserts_once_and_setOnInsert_counts_only_then() {
        Bson change = combine(set("seen", 1), setOnInsert("created", "now"), inc("count", 1));
        var first = subscriptions.updateOne(eq("_id", "x"), change, new UpdateOptions().upsert(true));
        assertThat(first.getUpsertedId()).isNotNull();
        Bson again = combine(setOnInsert("created", "later"), inc("count", 1));
        var second = subscriptions.updateOne(eq("_id", "x"), again, new UpdateOptions().upsert(true));
        assertThat(second.getUpsertedId()).isNull();
        assertThat(find("x")).containsEntry("created", "now").containsEntry("count", 2);
        subscriptions.replaceOne(eq("_id", "y"), subscription("y"), new ReplaceOptions().upsert(true));
        assertThat(find("y")).isNotNull();
    }

    @Test
    void findOneAndUpdate_claims_the_first_in_order_and_returns_it_after_the_change() {
        subscriptions.insertMany(List.of(job("b", 2), job("a", 1), job("c", 3)));
        var claim = new FindOneAndUpdateOptions().sort(ascending("due")).returnDocument(AFTER);
        var claimed = subscriptions.findOneAndUpdate(eq("state", "open"), set("state", "claimed"), claim);
        assertThat(claimed).containsEntry("_id", "a").containsEntry("state", "claimed");
        assertThat(subscriptions.findOneAndUpdate(eq("state", "open"), set("state", "claimed"), claim))
                .containsEntry("_id", "b");
        assertThat(subscriptions.findOneAndUpdate(eq("state", "none"), set("state", "claimed"), claim))
                .isNull();
    }

    @Test
    void findOneAndUpdate_upserts_and_returns_what_it_made() {
        var number = subscriptions.findOneAndUpdate(
                eq("_id", "mer_1"),
                inc("next", 1L),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(AFTER));
        assertThat(number).containsEntry("_id", "mer_1").containsEntry("next", 1L);
    }

    @Test
    void findOneAndDelete_returns_what_it_deleted() {
        subscriptions.insertOne(subscription("sub_1"));
        assertThat(subscriptions.findOneAndDelete(eq("_id", "sub_1"))).isEqualTo(subscription("sub_1"));
        assertThat(subscriptions.findOneAndDelete(eq("_id", "sub_1"))).isNull();
    }

    @Test
    void the_id_and_unique_indexes_refuse_a_duplicate_with_code_11000() {
        subscriptions.createIndex(ascending("merchantId", "slug"), new IndexOptions().unique(true));
        subscriptions.insertOne(named("1", "mer_1", "acme"));
        subscriptions.insertOne(named("2", "mer_2", "acme"));
        assertThatThrownBy(() -> subscriptions.insertOne(named("1", "mer_3", "other")))
                .satisfies(this::isDuplicate);
        assertThatThrownBy(() -> subscriptions.insertOne(named("3", "mer_1", "acme")))
                .satisfies(this::isDuplicate);
        assertThatThrownBy(() -> subscriptions.updateOne(eq("_id", "2"), set("merchantId", "mer_1")))
                .satisfies(this::isDuplicate);
        assertThatThrownBy(() -> subscriptions.findOneAndUpdate(eq("_id", "2"), set("merchantId", "mer_1")))
                .isInstanceOfSatisfying(
                        MongoCommandException.class,
                        refused -> assertThat(refused.getErrorCode()).isEqualTo(11000));
        assertThat(find("2")).containsEntry("merchantId", "mer_2");
    }

    @Test
    void a_freed_unique_value_may_be_used_again() {
        subscriptions.createIndex(ascending("slug"), new IndexOptions().unique(true));
        subscriptions.insertOne(named("1", "mer_1", "acme"));
        subscriptions.updateOne(eq("_id", "1"), set("slug", "acme-2"));
        subscriptions.insertOne(named("2", "mer_2", "acme"));
        subscriptions.deleteOne(eq("_id", "2"));
        subscriptions.insertOne(named("3", "mer_3", "acme"));
        assertThat(ids(eq("slug", "acme"))).containsExactly("3");
    }

    @Test
    void an_absent_field_counts_as_null_in_a_unique_index_but_not_in_a_sparse_one() {
        subscriptions.createIndex(ascending("a"), new IndexOptions().unique(true));
        subscriptions.insertOne(subscription("1").append("a", 1));
        subscriptions.insertOne(subscription("2"));
        assertThatThrownBy(() -> subscriptions.insertOne(subscription("3"))).satisfies(this::isDuplicate);

        MongoCollection<Document> sparse = database.getCollection("sparse");
        sparse.createIndex(ascending("a"), new IndexOptions().unique(true).sparse(true));
        sparse.insertMany(List.of(subscription("1"), subscription("2")));
        assertThat(sparse.countDocuments(exists("a", false))).isEqualTo(2);
    }

    @Test
    void a_unique_index_over_an_array_keeps_its_elements_apart() {
        subscriptions.createIndex(ascending("emails"), new IndexOptions().unique(true));
        subscriptions.insertOne(subscription("1").append("emails", List.of("a@x", "b@x")));
        subscriptions.insertOne(subscription("2").append("emails", List.of("c@x")));
        assertThatThrownBy(() -> subscriptions.updateOne(eq("_id", "2"), push("emails", "b@x")))
                .satisfies(this::isDuplicate);
        subscriptions.updateOne(eq("_id", "1"), pull("emails", "b@x"));
        subscriptions.updateOne(eq("_id", "2"), push("emails", "b@x"));
        assertThat(ids(eq("emails", "b@x"))).containsExactly("2");
    }

    @Test
    void creating_an_index_twice_is_no_error() {
        subscriptions.createIndex(ascending("a"));
        subscriptions.createIndex(ascending("a"));
        assertThat(subscriptions.listIndexes().into(new ArrayList<>())).hasSize(2);
    }

    @Test
    void keyset_paging_on_two_keys_visits_all_once_with_or_without_an_index() {
        IntStream.range(0, 57)
                .forEach(i -> subscriptions.insertOne(subscription("sub_%02d".formatted(i))
                        .append("merchantId", i % 3 == 0 ? "mer_2" : "mer_1")
                        .append("created", i / 5)));
        List<String> scanned = pages();
        subscriptions.createIndex(descending("merchantId", "created", "_id"));
        assertThat(pages()).isEqualTo(scanned).hasSize(38).doesNotHaveDuplicates();
    }

    private List<String> pages() {
        List<String> seen = new ArrayList<>();
        Bson after = new Document();
        while (true) {
            List<Document> page = subscriptions
                    .find(and(eq("merchantId", "mer_1"), after))
                    .sort(descending("created", "_id"))
                    .limit(10)
                    .into(new ArrayList<>());
            if (page.isEmpty()) {
                return seen;
            }
            page.forEach(document -> seen.add(document.getString("_id")));
            Document last = page.getLast();
            after = or(
                    lt("created", last.get("created")),
                    and(eq("created", last.get("created")), lt("_id", last.get("_id"))));
        }
    }

    @Test
    void filters_combine_in_or_exists_ne_gt_and_prefix_regex() {
        subscriptions.insertMany(List.of(
                subscription("a").append("n", 1).append("status", "active"),
                subscription("b").append("n", 2).append("status", "paused"),
                subscription("c").append("n", 3)));
        assertThat(ids(in("status", "active", "paused"))).containsExactlyInAnyOrder("a", "b");
        assertThat(ids(or(eq("n", 1), eq("n", 3)))).containsExactlyInAnyOrder("a", "c");
        assertThat(ids(exists("status", false))).containsExactly("c");
        assertThat(ids(eq("status", null))).containsExactly("c");
        assertThat(ids(ne("status", "active"))).containsExactlyInAnyOrder("b", "c");
        assertThat(ids(and(gt("n", 1), lt("n", 3)))).containsExactly("b");
        assertThat(ids(regex("status", "^pau"))).containsExactly("b");
        assertThat(ids(new Document("n", new Document("$in", List.of())))).isEmpty();
    }

    @Test
    void array_elements_match_by_value_path_and_elemMatch() {
        subscriptions.insertMany(List.of(
                subscription("a").append("outbox", List.of(event("evt_1", 1), event("evt_2", 2))),
                subscription("b").append("outbox", List.of(event("evt_3", 1))),
                subscription("c").append("outbox", List.of())));
        subscriptions.createIndex(ascending("outbox.id"));
        assertThat(ids(eq("outbox.id", "evt_2"))).containsExactly("a");
        assertThat(ids(Filters.elemMatch("outbox", and(eq("id", "evt_1"), eq("seq", 2)))))
                .isEmpty();
        assertThat(ids(exists("outbox.0"))).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void find_sorts_skips_limits_and_projects() {
        subscriptions.insertMany(List.of(job("a", 3), job("b", 1), job("c", 2)));
        var found = subscriptions
                .find()
                .sort(ascending("due"))
                .skip(1)
                .limit(1)
                .projection(Projections.include("due"))
                .first();
        assertThat(found).isEqualTo(new Document("_id", "c").append("due", 2));
    }

    @Test
    void a_cursor_fetches_batch_after_batch() {
        IntStream.range(0, 25).forEach(i -> subscriptions.insertOne(job("job_%02d".formatted(i), i)));
        assertThat(subscriptions.find().batchSize(10).into(new ArrayList<>())).hasSize(25);
    }

    @Test
    void countDocuments_stops_at_its_limit() {
        IntStream.range(0, 7).forEach(i -> subscriptions.insertOne(job("job_" + i, i)));
        assertThat(subscriptions.countDocuments(eq("state", "open"))).isEqualTo(7);
        assertThat(subscriptions.countDocuments(eq("state", "open"), new CountOptions().limit(5)))
                .isEqualTo(5);
        assertThat(subscriptions.countDocuments(eq("state", "none"))).isZero();
    }

    @Test
    void an_aggregation_matches_and_groups() {
        subscriptions.insertMany(List.of(job("a", 1), job("b", 2), job("c", 5)));
        var sum = subscriptions.aggregate(List.of(
                new Document("$match", new Document("due", new Document("$lt", 5))),
                new Document("$group", new Document("_id", "$state").append("sum", new Document("$sum", "$due")))));
        assertThat(sum.first()).isEqualTo(new Document("_id", "open").append("sum", 3));
    }

    @Test
    void distinct_gives_each_value_once() {
        subscriptions.insertMany(List.of(named("1", "mer_1", "a"), named("2", "mer_1", "b")));
        assertThat(subscriptions.distinct("merchantId", String.class)).containsExactly("mer_1");
    }

    @Test
    void an_unordered_bulk_write_goes_on_after_a_duplicate_and_counts_right() {
        subscriptions.insertOne(subscription("b"));
        assertThatThrownBy(() -> subscriptions.bulkWrite(
                        List.of(
                                new InsertOneModel<>(subscription("a")),
                                new InsertOneModel<>(subscription("b")),
                                new InsertOneModel<>(subscription("c")),
                                new UpdateOneModel<>(eq("_id", "a"), set("x", 1)),
                                new DeleteOneModel<>(eq("_id", "b"))),
                        new BulkWriteOptions().ordered(false)))
                .isInstanceOfSatisfying(MongoBulkWriteException.class, failed -> {
                    assertThat(failed.getWriteErrors()).hasSize(1);
                    assertThat(failed.getWriteErrors().getFirst().getCode()).isEqualTo(11000);
                    assertThat(failed.getWriteErrors().getFirst().getIndex()).isEqualTo(1);
                    assertThat(failed.getWriteResult().getInsertedCount()).isEqualTo(2);
                });
        assertThat(ids(new Document())).containsExactlyInAnyOrder("a", "c");
        assertThat(find("a")).containsEntry("x", 1);
    }

    @Test
    void an_ordered_insertMany_stops_at_the_first_duplicate() {
        assertThatThrownBy(() -> subscriptions.insertMany(
                        List.of(subscription("a"), subscription("a"), subscription("b")),
                        new InsertManyOptions().ordered(true)))
                .isInstanceOf(MongoBulkWriteException.class);
        assertThat(ids(new Document())).containsExactly("a");
    }

    @Test
    void a_collection_may_be_dropped_and_made_anew() {
        subscriptions.createIndex(ascending("slug"), new IndexOptions().unique(true));
        subscriptions.insertOne(named("1", "mer_1", "acme"));
        subscriptions.drop();
        subscriptions.insertMany(List.of(named("1", "mer_1", "acme"), named("2", "mer_1", "acme")));
        assertThat(subscriptions.countDocuments()).isEqualTo(2);
    }

    private List<String> ids(Bson filter) {
        return subscriptions
                .find(filter)
                .map(document -> document.getString("_id"))
                .into(new ArrayList<>());
    }

    private Document find(String id) {
        return subscriptions.find(eq("_id", id)).first();
    }

    private void isDuplicate(Throwable thrown) {
        assertThat(thrown).isInstanceOfSatisfying(MongoWriteException.class, failed -> {
            assertThat(failed.getError().getCategory()).isEqualTo(ErrorCategory.DUPLICATE_KEY);
            assertThat(failed.getError().getCode()).isEqualTo(11000);
        });
    }

    private static Document subscription(String id) {
        return new Document("_id", id);
    }

    private static Document named(String id, String merchant, String slug) {
        return subscription(id).append("merchantId", merchant).append("slug", slug);
    }

    private static Document event(String id, int seq) {
        return new Document("id", id).append("seq", seq);
    }

    private static Document job(String id, int due) {
        return subscription(id).append("due", due).append("state", "open");
    }
}
