package dev.portico.embedded.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.bson.Document;

/// The process that `KillNineTest` kills: a store, and writers that say what was acknowledged to them.
final class StoreUnderLoad {
    static final int WRITERS = 12;

    private final MongoCollection<Document> collection;
    private final String round;
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    private StoreUnderLoad(MongoCollection<Document> collection, String round) {
        this.collection = collection;
        this.round = round;
    }

    public static void main(String[] arguments) {
        Compaction often = new Compaction(64 * 1024, 2);
        EmbeddedStore store = EmbeddedStore.serving(
                new FileJournal(Path.of(arguments[0]), Durability.PROCESS_CRASH, often), EmbeddedStore.ANY_FREE_PORT);
        var collection = MongoClients.create(store.connectionString("load"))
                .getDatabase("load")
                .getCollection("documents");
        collection.createIndex(Indexes.ascending("key"), new IndexOptions().unique(true));
        collection.createIndex(Indexes.ascending("writer"));
        StoreUnderLoad load = new StoreUnderLoad(collection, arguments[1]);
        load.say("ready");
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            Thread.ofPlatform().start(() -> load.writeForEver(number));
        }
    }

    private void writeForEver(int writer) {
        for (int i = 0; ; i++) {
            String id = round + "-" + writer + "-" + i;
            collection.insertOne(new Document("_id", id)
                    .append("key", "k" + id)
                    .append("writer", writer)
                    .append("version", 0)
                    .append("log", List.of()));
            say("inserted " + id);
            collection.updateOne(eq("_id", id), combine(inc("version", 1), push("log", 1), set("key", "changed" + id)));
            say("updated " + id + " 1");
        }
    }

    private void say(String line) {
        try {
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
