package dev.portico.embedded.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddedStoreTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void documents_and_indexes_are_there_after_a_restart(Durability durability) {
        use(durability, billing -> {
            var invoices = billing.getCollection("invoices");
            invoices.createIndex(Indexes.ascending("number"), new IndexOptions().unique(true));
            invoices.createIndex(Indexes.ascending("pending"));
            invoices.insertOne(new Document("_id", "inv_1").append("number", 1));
            invoices.insertOne(new Document("_id", "inv_2").append("number", 2));
            invoices.updateOne(eq("_id", "inv_1"), set("pending", true));
            invoices.deleteOne(eq("_id", "inv_2"));
            billing.getCollection("gone").insertOne(new Document("_id", 1));
            billing.getCollection("gone").drop();
        });
        use(durability, billing -> {
            var invoices = billing.getCollection("invoices");
            assertThat(billing.listCollectionNames().into(new ArrayList<>())).containsExactly("invoices");
            assertThat(invoices.find().into(new ArrayList<>()))
                    .containsExactly(
                            new Document("_id", "inv_1").append("number", 1).append("pending", true));
            assertThat(invoices.listIndexes().into(new ArrayList<>())).hasSize(3);
            assertThatThrownBy(() -> invoices.insertOne(new Document("_id", "inv_3").append("number", 1)))
                    .isInstanceOf(MongoWriteException.class);
            invoices.insertOne(new Document("_id", "inv_4").append("number", 2));
        });
        use(
                durability,
                billing -> assertThat(billing.getCollection("invoices").countDocuments())
                        .isEqualTo(2));
    }

    @Test
    void a_renamed_collection_and_a_dropped_database_stay_so_after_a_restart() {
        use(Durability.PROCESS_CRASH, billing -> {
            billing.getCollection("a").createIndex(Indexes.ascending("x"));
            billing.getCollection("a").insertOne(new Document("_id", 1));
            billing.getCollection("a").renameCollection(new com.mongodb.MongoNamespace("billing.b"));
        });
        use(Durability.PROCESS_CRASH, billing -> {
            assertThat(billing.getCollection("b").countDocuments()).isEqualTo(1);
            assertThat(billing.getCollection("b").listIndexes().into(new ArrayList<>()))
                    .hasSize(2);
            billing.drop();
        });
        use(
                Durability.PROCESS_CRASH,
                billing -> assertThat(billing.listCollectionNames().into(new ArrayList<>()))
                        .isEmpty());
    }

    @Test
    void concurrent_increments_are_all_counted_and_readers_see_whole_documents() throws Exception {
        try (EmbeddedStore store = EmbeddedStore.start(directory);
                MongoClient client = MongoClients.create(store.connectionString("billing"))) {
            var counters = client.getDatabase("billing").getCollection("counters");
            counters.insertOne(new Document("_id", 1).append("a", 0).append("b", 0));
            List<Future<?>> work = new ArrayList<>();
            try (var scope = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int writer = 0; writer < 8; writer++) {
                    work.add(scope.submit(() -> {
                        for (int i = 0; i < 100; i++) {
                            counters.updateOne(eq("_id", 1), new Document("$inc", new Document("a", 1).append("b", 1)));
                            Document seen = counters.find().first();
                            assertThat(seen.get("a")).isEqualTo(seen.get("b"));
                        }
                        return true;
                    }));
                }
                for (Future<?> done : work) {
                    done.get();
                }
            }
            assertThat(counters.find().first()).containsEntry("a", 800);
        }
    }

    @Test
    void a_taken_port_gives_a_clear_message_and_leaves_the_directory_free() {
        try (EmbeddedStore store = EmbeddedStore.inMemory()) {
            assertThatThrownBy(() -> EmbeddedStore.start(directory, store.port()))
                    .hasMessage("the embedded store can not listen on port " + store.port());
        }
        EmbeddedStore.start(directory).close();
    }

    @Test
    void a_store_in_memory_forgets() {
        try (EmbeddedStore store = EmbeddedStore.inMemory();
                MongoClient client = MongoClients.create(store.connectionString("billing"))) {
            client.getDatabase("billing").getCollection("a").updateOne(eq("_id", 1), inc("n", 1));
            assertThat(store.connectionString("billing")).startsWith("mongodb://127.0.0.1:");
        }
    }

    private void use(Durability durability, Consumer<MongoDatabase> work) {
        try (EmbeddedStore store = EmbeddedStore.start(directory, EmbeddedStore.ANY_FREE_PORT, durability);
                MongoClient client = MongoClients.create(store.connectionString("billing"))) {
            work.accept(client.getDatabase("billing"));
        }
    }
}
