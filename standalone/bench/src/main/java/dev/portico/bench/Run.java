package dev.portico.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The product, started by its own launcher on data of its own.
final class Run implements AutoCloseable {

    final Path data;
    final double startedInSeconds;

    private Run(Path data, double startedInSeconds) {
        this.data = data;
        this.startedInSeconds = startedInSeconds;
    }

    static Run start(Path data, String... options) throws IOException, InterruptedException {
        return start(Map.of(), data, options);
    }

    static Run start(Map<String, String> environment, Path data, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "./portico",
                "up",
                "--detach",
                "--data",
                data.toString(),
                "--port",
                freePort(),
                "--mailbox-port",
                freePort(),
                "--vault-port",
                freePort()));
        command.addAll(List.of(options));
        long before = System.nanoTime();
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        // What is measured is the work, with its counting: a limit that nobody reaches.
        for (String caller : List.of("KEY", "CUSTOMER", "VISITOR"))
            builder.environment().put("PORTICO_GATEWAY_LIMITS_" + caller, "10000000");
        builder.environment().putAll(environment);
        int exit = builder.start().waitFor();
        double seconds = (System.nanoTime() - before) / 1e9;
        if (exit != 0) throw new IllegalStateException("it did not start: see " + data.resolve("up.log"));
        return new Run(data, seconds);
    }

    String api() throws IOException {
        return Files.readString(data.resolve("ready")).strip();
    }

    String operatorKey() throws IOException {
        return Files.readString(data.resolve("keys").resolve("operator.key")).strip();
    }

    String kafka() throws IOException {
        return Files.readString(data.resolve("kafka.address")).strip();
    }

    /// What the process holds in memory now, in MB.
    double residentMegabytes() throws IOException {
        String pid = Files.readString(data.resolve("portico.pid")).strip();
        try (Stream<String> status = Files.lines(Path.of("/proc", pid, "status"))) {
            String line =
                    status.filter(text -> text.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
    }

    /// What CPU the process has used so far.
    Duration cpu() {
        try {
            long pid =
                    Long.parseLong(Files.readString(data.resolve("portico.pid")).strip());
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().totalCpuDuration())
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            new ProcessBuilder("./portico", "down", "--data", data.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
