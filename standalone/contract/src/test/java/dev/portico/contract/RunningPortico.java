package dev.portico.contract;

import dev.portico.standalone.Standalone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;

/// Everything, started in this JVM as `./portico up` starts it. It ends with the JVM.
record RunningPortico(Path data, String api, Instant startedAt) {

    static RunningPortico start() throws IOException {
        Path data = Files.createTempDirectory("portico-contract");
        Thread.ofPlatform()
                .daemon()
                .start(() -> Standalone.main(
                        "--no-demo",
                        "--data",
                        data.toString(),
                        "--port",
                        freePort(),
                        "--mailbox-port",
                        freePort(),
                        "--vault-port",
                        freePort()));
        Path ready = data.resolve("ready");
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(ready));
        return new RunningPortico(
                data, Files.readString(ready), Clock.systemUTC().instant());
    }

    String operatorKey() throws IOException {
        return Files.readString(data.resolve("keys").resolve("operator.key")).strip();
    }

    private static String freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
