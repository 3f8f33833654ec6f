package dev.portico.embedded.kafka;

import java.net.ServerSocket;
import java.nio.file.*;
import java.util.Properties;
import kafka.server.*;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

public final class EmbeddedKafka implements AutoCloseable {
    private final KafkaRaftServer s;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer s, int port) {
        this.s = s;
        this.port = port;
    }

    static int free() throws Exception {
        try (var x = new ServerSocket(0)) {
            return x.getLocalPort();
        }
    }

    public static EmbeddedKafka start(Path dir) {
        try {
            int b = free(), c = free();
            var p = new Properties();
            p.put("process.roles", "broker,controller");
            p.put("node.id", "1");
            p.put("log.dirs", dir.toString());
            p.put("controller.quorum.voters", "1@127.0.0.1:" + c);
            p.put("controller.listener.names", "CONTROLLER");
            p.put("listeners", "PLAINTEXT://127.0.0.1:" + b + ",CONTROLLER://127.0.0.1:" + c);
            p.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + b);
            p.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
            for (String t : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
                p.put(t + ".replication.factor", "1");
                p.put(t + ".num.partitions", "1");
            }
            p.put("transaction.state.log.min.isr", "1");
            p.put("group.initial.rebalance.delay.ms", "0");
            p.put("auto.create.topics.enable", "false");
            if (!Files.exists(dir.resolve("meta.properties")))
                new org.apache.kafka.metadata.storage.Formatter()
                        .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                        .setNodeId(1)
                        .setClusterId(Uuid.randomUuid().toString())
                        .addDirectory(dir.toString())
                        .setMetadataLogDirectory(dir.toString())
                        .setControllerListenerName("CONTROLLER")
                        .run();
            var s = new KafkaRaftServer(new KafkaConfig(p, false), Time.SYSTEM);
            s.startup();
            return new EmbeddedKafka(s, b);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void close() {
        s.shutdown();
        s.awaitShutdown();
    }
}
