package dev.portico.embedded.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/// A real broker (KRaft, one node) inside the JVM. Keeps its topics, records and committed offsets across restarts,
/// also after a
/// kill; answers on the loopback address only, at ports it picks anew each time.
public final class EmbeddedKafka implements AutoCloseable {

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /// @param directory where the data is, or will be
    public static EmbeddedKafka start(Path directory) {
        int broker = freePort();
        int controller = freePort();
        format(directory);
        var server = new KafkaRaftServer(new KafkaConfig(settings(directory, broker, controller), false), Time.SYSTEM);
        server.startup();
        return new EmbeddedKafka(server, broker);
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Properties settings(Path directory, int broker, int controller) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("log.dirs", directory.toString());
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://127.0.0.1:" + broker + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + broker);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        Stream.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")
                .forEach(topic -> {
                    settings.put(topic + ".replication.factor", "1");
                    settings.put(topic + ".num.partitions", "1");
                });
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        lean(settings);
        return settings;
    }

    // One small machine, one client: no waiting for members that won't come, no threads and buffers for a crowd.
    private static void lean(Properties settings) {
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "false");
        settings.put("log.cleaner.dedupe.buffer.size", "4194304");
        settings.put("log.segment.bytes", "67108864");
        settings.put("num.io.threads", "2");
        settings.put("num.network.threads", "1");
        settings.put("num.replica.alter.log.dirs.threads", "1");
        settings.put("background.threads", "2");
        // A broker that was killed is missed, and its successor let in, after three seconds instead of nine.
        settings.put("broker.session.timeout.ms", "3000");
        settings.put("broker.heartbeat.interval.ms", "500");
    }

    private static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) return;
        try {
            Files.createDirectories(directory);
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setControllerListenerName("CONTROLLER")
                    .run();
        } catch (Exception e) { // what its interface declares
            throw new IllegalStateException("the broker's directory can't be prepared: " + directory, e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
