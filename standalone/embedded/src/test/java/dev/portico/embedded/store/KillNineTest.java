package dev.portico.embedded.store;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillNineTest {
    private static final int ROUNDS = 10;

    private final Random random = new Random();
    private final List<String> acknowledged = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    void ten_kills_under_twelve_writers_lose_no_acknowledged_write_and_tear_no_index() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            acknowledged.addAll(runAndKill(round));
            try (EmbeddedStore store = EmbeddedStore.start(directory);
                    MongoClient client = MongoClients.create(store.connectionString("load"))) {
                verify(client.getDatabase("load").getCollection("documents"));
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * 50);
    }

    private List<String> runAndKill(int round) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreUnderLoad.class.getName(),
                        directory.toString(),
                        Integer.toString(round))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader acknowledgements = child.inputReader()) {
            List<String> heard = new ArrayList<>(List.of(acknowledgements.readLine()));
            Thread listening =
                    Thread.startVirtualThread(() -> acknowledgements.lines().forEach(heard::add));
            assertThat(child.waitFor(random.nextInt(50, 700), TimeUnit.MILLISECONDS))
                    .isFalse();
            child.toHandle().destroyForcibly(); // the process itself would close its output, unread lines and all
            child.waitFor();
            listening.join();
            return heard;
        }
    }

    private void verify(MongoCollection<Document> collection) {
        Map<String, Document> found = new HashMap<>();
        collection.find().forEach(document -> found.put(document.getString("_id"), document));
        Map<String, Integer> versions = new HashMap<>();
        for (String line : acknowledged) {
            if (line.startsWith("inserted ")) {
                assertThat(found).containsKey(line.substring("inserted ".length()));
            } else if (line.startsWith("updated ")) {
                String[] words = line.split(" ");
                versions.merge(words[1], Integer.parseInt(words[2]), Math::max);
            }
        }
        versions.forEach(
                (id, version) -> assertThat(found.get(id).getInteger("version")).isBetween(version, version + 1));
        assertThat(found.values())
                .allSatisfy(document ->
                        assertThat(document.getList("log", Integer.class)).hasSize(document.getInteger("version")));
        verifyIndexes(collection, found);
    }

    private static void verifyIndexes(MongoCollection<Document> collection, Map<String, Document> found) {
        assertThat(collection.listIndexes().into(new ArrayList<>())).hasSize(3);
        assertThat(Set.copyOf(found.values().stream()
                        .map(document -> document.get("key"))
                        .toList()))
                .hasSameSizeAs(found.values());
        found.values().stream().limit(100).forEach(document -> {
            String key = document.getString("key");
            assertThat(collection.find(eq("key", key)).into(new ArrayList<>())).hasSize(1);
            assertThatThrownBy(() -> collection.insertOne(new Document("_id", "again").append("key", key)))
                    .isInstanceOf(MongoWriteException.class);
        });
        for (int writer = 0; writer < StoreUnderLoad.WRITERS; writer++) {
            int number = writer;
            assertThat(collection.find(eq("writer", number)).into(new ArrayList<>()))
                    .hasSize((int) found.values().stream()
                            .filter(document -> document.getInteger("writer") == number)
                            .count());
        }
    }
}
