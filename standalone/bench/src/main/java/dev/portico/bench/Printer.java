package dev.portico.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A Chromium that is kept open and prints one page after the other.
final class Printer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Path folder;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final WebSocket socket;
    private int calls;
    private boolean loaded;

    private Printer(Process process, Path folder, URI page) {
        this.process = process;
        this.folder = folder;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Listener())
                .join();
    }

    /// Nothing where there is no Chromium.
    static Optional<Printer> start() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("portico-bench-chromium");
        String program = Optional.ofNullable(System.getenv("PORTICO_CHROMIUM")).orElse("chromium");
        try {
            Process process = new ProcessBuilder(List.of(
                            program,
                            "--headless",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + folder,
                            "about:blank"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return Optional.of(new Printer(process, folder, page(folder)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void print(String html) throws Exception {
        Path file = folder.resolve("page.html");
        Files.writeString(file, html);
        call("Page.enable", "{}");
        call("Page.navigate", "{\"url\":\"" + file.toUri() + "\"}");
        awaited("Page.loadEventFired");
        if (call("Page.printToPDF", "{}").path("result").path("data").asString().length() < 1_000)
            throw new IllegalStateException("nothing was printed");
    }

    /// Of all its processes.
    Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroyForcibly);
        process.onExit().join();
        Run.delete(folder);
    }

    private JsonNode call(String method, String parameters) throws InterruptedException {
        int id = ++calls;
        socket.sendText("{\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, parameters), true)
                .join();
        while (true) {
            JsonNode answer = JSON.readTree(answers.take());
            if (answer.path("id").asInt() == id) return answer;
            if (answer.path("method").asString("").equals("Page.loadEventFired")) loaded = true;
        }
    }

    private void awaited(String event) throws InterruptedException {
        while (!loaded)
            loaded = JSON.readTree(answers.take()).path("method").asString("").equals(event);
        loaded = false;
    }

    private static URI page(Path folder) throws IOException, InterruptedException {
        Path port = folder.resolve("DevToolsActivePort");
        for (int i = 0; i < 200 && !(Files.exists(port) && Files.size(port) > 0); i++) Thread.sleep(50);
        String address = "http://127.0.0.1:" + Files.readAllLines(port).getFirst() + "/json";
        var http = HttpClient.newHttpClient();
        var request = java.net.http.HttpRequest.newBuilder(URI.create(address)).build();
        JsonNode pages = JSON.readTree(http.send(request, java.net.http.HttpResponse.BodyHandlers.ofString())
                .body());
        for (JsonNode page : pages)
            if (page.path("type").asString().equals("page"))
                return URI.create(page.path("webSocketDebuggerUrl").asString());
        throw new IOException("Chromium has no page");
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                answers.add(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }
    }
}
