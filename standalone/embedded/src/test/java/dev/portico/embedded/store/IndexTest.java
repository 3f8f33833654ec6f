package dev.portico.embedded.store;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// 4,000 transactions: merchants 0 and 1, 100 customers each, 20 per customer; every 400th is pending.
class IndexTest {
    private final EmbeddedStore store = EmbeddedStore.inMemory();
    private final MongoClient client = MongoClients.create(store.connectionString("db"));
    private final MongoCollection<Document> transactions =
            client.getDatabase("db").getCollection("transactions");

    @BeforeEach
    void fill() {
        transactions.createIndex(compoundIndex(ascending("merchantId", "customerId"), descending("_id")));
        transactions.createIndex(ascending("pending"));
        transactions.createIndex(ascending("merchantId", "createdAt"));
        transactions.insertMany(
                IntStream.range(0, 4_000).mapToObj(IndexTest::transaction).toList());
    }

    private static Document transaction(int i) {
        Document transaction = new Document("_id", "txn_%04d".formatted(i))
                .append("merchantId", "mer_" + i % 2)
                .append("customerId", "ctm_" + i / 2 % 100)
                .append("createdAt", i / 10)
                .append("status", i % 3 == 0 ? "paid" : "ready");
        return i % 400 == 0 ? transaction.append("pending", true) : transaction;
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void what_an_index_tells_apart_is_counted_without_a_look_at_any_document() {
        assertThat(transactions.countDocuments(and(eq("merchantId", "mer_1"), eq("customerId", "ctm_7"))))
                .isEqualTo(20);
        assertThat(examinedBy(() -> {
                    transactions.countDocuments(and(eq("merchantId", "mer_1"), eq("customerId", "ctm_7")));
                    transactions.countDocuments(eq("merchantId", "mer_1"));
                }))
                .isZero();
        assertThat(transactions.countDocuments(
                        and(eq("merchantId", "mer_1"), eq("customerId", "ctm_7"), eq("status", "paid"))))
                .isEqualTo(7);
    }

    @Test
    void equality_on_a_prefix_looks_only_at_those_documents() {
        assertThat(found(and(eq("merchantId", "mer_1"), eq("customerId", "ctm_7"))))
                .isEqualTo(20);
        assertThat(examinedBy(
                        () -> found(and(eq("customerId", "ctm_7"), eq("status", "paid"), eq("merchantId", "mer_1")))))
                .isEqualTo(20);
    }

    @Test
    void a_page_in_index_order_stops_at_its_limit() {
        Bson all = and(eq("merchantId", "mer_1"), eq("customerId", "ctm_7"));
        assertThat(examinedBy(() -> page(all, "_id", 5))).isEqualTo(5);
        assertThat(examinedBy(() -> page(and(all, lt("_id", "txn_2000")), "_id", 5)))
                .isLessThanOrEqualTo(6);
    }

    @Test
    void a_merchants_page_by_date_and_id_is_found_by_its_cursor() {
        Bson after = or(lt("createdAt", 200), and(eq("createdAt", 200), lt("_id", "txn_2005")));
        List<Document> page = page(and(eq("merchantId", "mer_1"), after), List.of("createdAt", "_id"), 10);
        assertThat(page.getFirst()).containsEntry("_id", "txn_2003");
        assertThat(examinedBy(() -> page(and(eq("merchantId", "mer_1"), after), List.of("createdAt", "_id"), 10)))
                .isLessThanOrEqualTo(40);
    }

    @Test
    void the_id_beats_every_other_index_and_further_terms_only_filter() {
        assertThat(examinedBy(
                        () -> found(and(eq("merchantId", "mer_1"), eq("customerId", "ctm_0"), eq("_id", "txn_0001")))))
                .isEqualTo(1);
        assertThat(examinedBy(() ->
                        transactions.updateOne(and(eq("_id", "txn_0001"), eq("createdAt", 0)), set("status", "paid"))))
                .isEqualTo(1);
    }

    @Test
    void the_more_selective_of_two_indexes_is_used() {
        assertThat(found(and(eq("merchantId", "mer_0"), eq("pending", true)))).isEqualTo(10);
        assertThat(examinedBy(() -> found(and(eq("merchantId", "mer_0"), eq("pending", true)))))
                .isEqualTo(10);
    }

    @Test
    void a_field_most_documents_lack_is_found_by_the_few_that_have_it() {
        assertThat(examinedBy(() -> found(eq("pending", true)))).isEqualTo(10);
        transactions.updateOne(eq("_id", "txn_0400"), unset("pending"));
        transactions.updateOne(eq("_id", "txn_0001"), set("pending", true));
        assertThat(examinedBy(() -> found(eq("pending", true)))).isEqualTo(10);
        assertThat(found(and(eq("customerId", "ctm_0"), exists("pending", false))))
                .isEqualTo(30);
    }

    @Test
    void in_looks_at_each_of_its_values() {
        assertThat(examinedBy(() -> found(and(eq("merchantId", "mer_1"), in("customerId", "ctm_7", "ctm_9")))))
                .isEqualTo(40);
        assertThat(examinedBy(() -> found(in("_id", "txn_0001", "txn_0002", "none"))))
                .isEqualTo(2);
    }

    @Test
    void a_range_after_the_prefix_is_a_part_of_the_index() {
        assertThat(examinedBy(() -> found(and(eq("merchantId", "mer_1"), gte("createdAt", 390), lt("createdAt", 392)))))
                .isLessThanOrEqualTo(15);
    }

    @Test
    void counting_uses_the_index_too() {
        Bson filter = and(eq("merchantId", "mer_1"), eq("customerId", "ctm_7"), gte("createdAt", 0));
        assertThat(examinedBy(() -> transactions.countDocuments(filter))).isEqualTo(20);
        assertThat(examinedBy(() -> transactions.countDocuments(filter, new CountOptions().limit(3))))
                .isEqualTo(3);
    }

    @Test
    void a_dropped_index_is_no_longer_used() {
        transactions.dropIndex("pending_1");
        assertThat(examinedBy(() -> found(eq("pending", true)))).isEqualTo(4_000);
    }

    @Test
    void indexes_that_mongodb_would_make_and_this_store_can_not_are_refused() {
        assertThatThrownBy(() -> transactions.createIndex(
                        ascending("status"),
                        new IndexOptions().unique(true).partialFilterExpression(eq("status", "ready"))))
                .isInstanceOf(MongoCommandException.class)
                .hasMessageContaining("no partialFilterExpression");
    }

    private int found(Bson filter) {
        return transactions.find(filter).into(new ArrayList<>()).size();
    }

    private List<Document> page(Bson filter, String order, int limit) {
        return page(filter, List.of(order), limit);
    }

    private List<Document> page(Bson filter, List<String> order, int limit) {
        return transactions.find(filter).sort(descending(order)).limit(limit).into(new ArrayList<>());
    }

    private long examinedBy(Runnable query) {
        long before = store.documentsExamined("db", "transactions");
        query.run();
        return store.documentsExamined("db", "transactions") - before;
    }
}
