package dev.portico.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Better Auth with its magic-link plugin, as it comes: on Node, with SQLite.
final class BetterAuth implements AutoCloseable {

    private static final Path SOURCE = Path.of("standalone", "bench", "peers", "better-auth");
    private static final Path BUILT = Path.of("standalone", "bench", "target", "better-auth");
    private static final int TRIES = 300;

    private final Process process;
    private final Web web;
    private final Path data;

    private BetterAuth(Process process, Web web, Path data) {
        this.process = process;
        this.web = web;
        this.data = data;
    }

    /// Nothing where Node, npm or the packages are missing.
    static Optional<BetterAuth> start() throws IOException, InterruptedException {
        Files.createDirectories(BUILT);
        for (String file : List.of("package.json", "package-lock.json", "server.mjs"))
            Files.write(BUILT.resolve(file), Files.readAllBytes(SOURCE.resolve(file)));
        if (!Files.exists(BUILT.resolve("installed")) && !installed()) return Optional.empty();
        Path data = Files.createTempDirectory("portico-bench-better-auth");
        String port = freePort();
        var process = new ProcessBuilder(
                        "node", "server.mjs", data.resolve("auth.db").toString(), port)
                .directory(BUILT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(data.resolve("log").toFile());
        process.environment().put("NODE_ENV", "production");
        String address = "http://127.0.0.1:" + port;
        var peer = new BetterAuth(process.start(), new Web(address, Map.of("Origin", address)), data);
        peer.awaitStart();
        return Optional.of(peer);
    }

    // What is compiled on the way may break off: only what was finished counts.
    private static boolean installed() throws IOException, InterruptedException {
        var npm = new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund")
                .directory(BUILT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(BUILT.resolve("npm.log").toFile());
        try {
            if (npm.start().waitFor() != 0) return false;
        } catch (IOException e) {
            return false;
        }
        Files.createFile(BUILT.resolve("installed"));
        return true;
    }

    private void awaitStart() throws IOException, InterruptedException {
        for (int i = 0; i < TRIES; i++) {
            try {
                web.get("/tokens", "");
                return;
            } catch (IOException e) {
                if (!process.isAlive()) break;
                Thread.sleep(100);
            }
        }
        throw new IllegalStateException("Better Auth did not start: " + Files.readString(data.resolve("log")));
    }

    /// Sends so many links to as many people, and takes them out of the mail.
    List<String> links(int count, String run) throws Exception {
        Load.of(
                count,
                this::cpu,
                0,
                number -> web.post(
                        "/api/auth/sign-in/magic-link",
                        Map.of("email", run + number + "@example.com", "name", "Somebody", "callbackURL", "/ok")));
        var tokens = new ArrayList<String>();
        for (JsonNode token : Web.JSON.readTree(web.get("/tokens", "").body())) tokens.add(token.asString());
        return tokens;
    }

    /// @return the session's cookie
    String redeem(String token) throws IOException, InterruptedException {
        HttpResponse<String> answer = web.get("/api/auth/magic-link/verify?token=" + token + "&callbackURL=%2Fok", "");
        String cookie = Web.cookie(answer);
        if (cookie.isEmpty()) throw new IllegalStateException("nobody was signed in");
        return cookie;
    }

    void session(String cookie) throws IOException, InterruptedException {
        if (!web.get("/api/auth/get-session", cookie).body().contains("session"))
            throw new IllegalStateException("the session is not known");
    }

    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
            try (Stream<Path> files = Files.list(data)) {
                for (Path file : files.toList()) Files.delete(file);
            }
            Files.delete(data);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
