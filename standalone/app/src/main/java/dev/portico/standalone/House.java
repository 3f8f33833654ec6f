package dev.portico.standalone;

import dev.portico.embedded.kafka.EmbeddedKafka;
import dev.portico.embedded.mailbox.Mailbox;
import dev.portico.embedded.store.EmbeddedStore;
import dev.portico.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// Everything that runs, and how to reach it.
final class House implements AutoCloseable {

    private final EmbeddedKafka kafka;
    private final EmbeddedStore store;
    private final Mailbox mailbox;
    private final Vault vault;
    private final Keys keys;
    private final Map<Part, Integer> ports;
    private final List<ConfigurableApplicationContext> contexts;

    private House(
            EmbeddedKafka kafka,
            EmbeddedStore store,
            Mailbox mailbox,
            Vault vault,
            Keys keys,
            Map<Part, Integer> ports,
            List<ConfigurableApplicationContext> contexts) {
        this.kafka = kafka;
        this.store = store;
        this.mailbox = mailbox;
        this.vault = vault;
        this.keys = keys;
        this.ports = ports;
        this.contexts = contexts;
    }

    /// Starts the embedded parts side by side, then the six applications side by side.
    static House open(Options options, Progress progress) throws Exception {
        Path data = options.data();
        Keys keys = Keys.in(data.resolve("keys"));
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            var kafka = threads.submit(() -> progress.step("broker", () -> EmbeddedKafka.start(data.resolve("kafka"))));
            var store = threads.submit(() -> progress.step("store", () -> EmbeddedStore.start(data.resolve("store"))));
            var mailbox = threads.submit(() ->
                    progress.step("mailbox", () -> Mailbox.start(data.resolve("mail"), 0, options.mailboxPort())));
            var safe = threads.submit(() ->
                    progress.step("vault", () -> Vault.start(keys.sealing(), options.vaultPort(), Clock.systemUTC())));
            EmbeddedKafka broker = kafka.get();
            EmbeddedStore database = store.get();
            Mailbox postbox = mailbox.get();
            Vault vault = safe.get();
            Map<Part, Integer> ports = ports(options);
            var settings = new Settings(keys, ports, broker, database, postbox, vault);
            var started = new ArrayList<Future<ConfigurableApplicationContext>>();
            for (Part part : Part.values()) started.add(threads.submit(start(part, settings, progress)));
            var contexts = new ArrayList<ConfigurableApplicationContext>();
            for (var context : started) contexts.add(context.get());
            return new House(broker, database, postbox, vault, keys, ports, contexts);
        }
    }

    String api() {
        return "http://localhost:" + ports.get(Part.GATEWAY);
    }

    String mailbox() {
        return "http://localhost:" + mailbox.httpPort();
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    /// Where each application answers, as the lines of a properties file.
    List<String> ports() {
        return ports.entrySet().stream()
                .map(part -> part.getKey().id() + "=" + part.getValue())
                .toList();
    }

    String operatorKey() {
        return keys.operator();
    }

    List<String> addresses() {
        return List.of(
                "  Portals  http://acme.localhost:" + ports.get(Part.GATEWAY) + "  http://nordlicht.localhost:"
                        + ports.get(Part.GATEWAY),
                "  Mailbox  " + mailbox(),
                "  API      " + api(),
                "  Kafka    " + kafka());
    }

    /// Those who write stop first, then what they write to.
    @Override
    public void close() {
        contexts.forEach(ConfigurableApplicationContext::close);
        mailbox.close();
        vault.close();
        kafka.close();
        store.close();
    }

    private static Callable<ConfigurableApplicationContext> start(Part part, Settings settings, Progress progress) {
        return () -> {
            // Each context finds its own resources whichever thread starts it.
            Thread.currentThread().setContextClassLoader(House.class.getClassLoader());
            return progress.step(
                    part.id(), () -> new SpringApplicationBuilder(part.application()).run(settings.of(part)));
        };
    }

    // Once the embedded parts have theirs: a free port may else be the one that the mailbox is about to take.
    private static Map<Part, Integer> ports(Options options) {
        var ports = new EnumMap<Part, Integer>(Part.class);
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (Part part : Part.values()) {
                boolean given = part == Part.GATEWAY && options.port() != 0;
                ports.put(part, given ? options.port() : free(sockets, options.port()));
            }
            for (ServerSocket socket : sockets) socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ports;
    }

    /// @param taken keeps what was found from being found again
    private static int free(List<ServerSocket> taken, int not) throws IOException {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        taken.add(socket);
        return socket.getLocalPort() == not ? free(taken, not) : socket.getLocalPort();
    }
}
