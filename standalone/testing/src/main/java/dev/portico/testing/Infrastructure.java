package dev.portico.testing;

import dev.portico.embedded.kafka.EmbeddedKafka;
import dev.portico.embedded.store.EmbeddedStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.function.UnaryOperator;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;

/// A real broker and a real store, started once per test run: Kafka and MongoDB in containers where Docker answers, the
/// embedded
/// ones elsewhere.
///
/// @param kind which of the two, for the report
/// @param kafka bootstrap servers
/// @param mongo a connection string by the name of a database
public record Infrastructure(String kind, String kafka, UnaryOperator<String> mongo) {

    private static final String KAFKA_IMAGE = "apache/kafka:4.1.1";
    private static final String MONGO_IMAGE = "mongo:8.0";

    /// Initialised on first use, by whichever test is first.
    private static final class Shared {
        static final Infrastructure INFRASTRUCTURE = start();
    }

    public static Infrastructure shared() {
        return Shared.INFRASTRUCTURE;
    }

    private static Infrastructure start() {
        boolean docker = !Boolean.getBoolean("portico.test.embedded")
                && DockerClientFactory.instance().isDockerAvailable();
        Infrastructure started = docker ? inContainers() : embedded();
        System.getLogger("portico").log(System.Logger.Level.INFO, "tests run on {0}", started.kind);
        return started;
    }

    // The containers end with the run: Testcontainers sees to that.
    @SuppressWarnings("resource")
    private static Infrastructure inContainers() {
        var kafka = new KafkaContainer(KAFKA_IMAGE);
        var mongo = new MongoDBContainer(MONGO_IMAGE).withReplicaSet();
        kafka.start();
        mongo.start();
        return new Infrastructure(
                "containers: " + KAFKA_IMAGE + ", " + MONGO_IMAGE,
                kafka.getBootstrapServers(),
                mongo::getReplicaSetUrl);
    }

    @SuppressWarnings("resource") // they live as long as the test run
    private static Infrastructure embedded() {
        try {
            EmbeddedKafka kafka = EmbeddedKafka.start(Files.createTempDirectory("portico-kafka"));
            EmbeddedStore store = EmbeddedStore.inMemory();
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
            return new Infrastructure(
                    "the embedded broker and store", kafka.bootstrapServers(), store::connectionString);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
