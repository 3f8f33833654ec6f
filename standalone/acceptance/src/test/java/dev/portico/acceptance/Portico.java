package dev.portico.acceptance;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// The all-in-one as a process of its own, as a person would start it. Can be killed and started again on the same
/// data.
final class Portico implements AutoCloseable {

    private static final Path APP =
            Path.of("..", "app", "target").toAbsolutePath().normalize();

    final Path data;
    final int port = freePort();
    final int mailboxPort = freePort();
    final int vaultPort = freePort();
    private final List<String> options;
    private final List<String> properties;
    private final String classPath;
    private Process process;

    private Portico(Path data, List<String> options, List<String> properties, String classPath) {
        this.data = data;
        this.options = options;
        this.properties = new ArrayList<>(properties);
        this.classPath = classPath;
    }

    static Portico start(Path data, String... options) throws IOException {
        return start(new Portico(data, List.of(options), List.of(), classPath()));
    }

    /// Starts it with other classes in the place of some of its own.
    ///
    /// @param properties of the JVM, as on its command line
    static Portico startWith(Path classes, List<String> properties, Path data) throws IOException {
        String patched = classes + File.pathSeparator + classPath();
        return start(new Portico(data, List.of("--no-demo"), properties, patched));
    }

    private static Portico start(Portico portico) throws IOException {
        portico.start();
        return portico;
    }

    /// Has a property of the JVM from its next start on.
    void property(String name, String value) {
        properties.add("-D" + name + "=" + value);
    }

    /// Starts it, and returns when it is ready.
    void start() throws IOException {
        Files.deleteIfExists(data.resolve("ready"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                "dev.portico.standalone.Standalone",
                "--data",
                data.toString(),
                "--port",
                String.valueOf(port),
                "--mailbox-port",
                String.valueOf(mailboxPort),
                "--vault-port",
                String.valueOf(vaultPort)));
        command.addAll(1, properties);
        command.addAll(options);
        Path log = data.resolveSibling(data.getFileName() + ".out");
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Tests ask more in a minute than anybody should.
        for (String caller : List.of("KEY", "CUSTOMER", "VISITOR", "REFUSED"))
            builder.environment().put("PORTICO_GATEWAY_LIMITS_" + caller, "0");
        for (String limit : List.of("PERCLIENTANDHOUR", "PERMERCHANTANDMINUTE"))
            builder.environment().put("PORTICO_AUTH_LINK_" + limit, "0");
        process = builder.start();
        while (!Files.exists(data.resolve("ready"))) {
            if (!process.isAlive()) throw new IllegalStateException("Portico died: " + Files.readString(log));
            LockSupport.parkNanos(50_000_000);
        }
    }

    /// `kill -9`.
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    String api() {
        return "http://localhost:" + port;
    }

    String portal(String slug) {
        return "http://" + slug + ".localhost:" + port;
    }

    String mailbox() {
        return "http://localhost:" + mailboxPort;
    }

    String vault() {
        return "http://localhost:" + vaultPort;
    }

    String operatorKey() throws IOException {
        return Files.readString(data.resolve("keys").resolve("operator.key")).strip();
    }

    @Override
    public void close() {
        stop();
    }

    /// Ends it as an operator would. It can be started again.
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String classPath() throws IOException {
        String libraries = Arrays.stream(
                        Files.readString(APP.resolve("classpath")).strip().split(":"))
                .map(library -> APP.resolve(library).toString())
                .collect(Collectors.joining(File.pathSeparator));
        return APP.resolve("plain").resolve("app.jar") + File.pathSeparator + libraries;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
