package dev.portico.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// The vault over HTTP. Writes no log: there is nothing here that may be in one.
final class VaultHttp implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LARGEST_BODY = 8192;
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script';"
            + " trusted-types 'none'; frame-ancestors ";

    private final Counter counter;
    private final HttpServer server;

    /// What is answered.
    ///
    /// @param framedBy which pages may show it in a frame, as a policy says it
    private record Answer(int status, String type, byte[] body, String framedBy, boolean kept) {

        static Answer page(String html, String portal) {
            return new Answer(200, "text/html; charset=utf-8", html.getBytes(UTF_8), portal, false);
        }

        static Answer json(Object value) {
            return new Answer(200, "application/json", JSON.writeValueAsBytes(value), "'none'", false);
        }

        static Answer plain(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text.getBytes(UTF_8), "'none'", false);
        }
    }

    VaultHttp(Counter counter, InetSocketAddress address) throws IOException {
        this.counter = counter;
        this.server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answerTo(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type);
            headers.set("Content-Security-Policy", POLICY + answer.framedBy);
            headers.set("Cache-Control", answer.kept ? "public, max-age=86400" : "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
            boolean asked = !exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status, asked ? answer.body.length : -1);
            if (asked) exchange.getResponseBody().write(answer.body);
        }
    }

    private Answer answerTo(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        return switch (exchange.getRequestMethod()) {
            case "GET", "HEAD" -> shown(path, visit(exchange));
            case "POST" -> taken(path, exchange);
            default -> Answer.plain(405, "method not allowed");
        };
    }

    private static Answer shown(String path, Optional<Visit> visit) {
        if (path.equals("/health")) return Answer.plain(200, "up");
        if (Page.isFile(path)) return new Answer(200, Page.typeOf(path), Page.file(path.substring(1)), "'none'", true);
        if (!Page.exists(path)) return Answer.plain(404, "not found");
        return visit.map(known -> Answer.page(Page.of(path, known), known.portal()))
                .orElseGet(() -> Answer.plain(400, "the portal that opens this form must say merchant and origin"));
    }

    private Answer taken(String path, HttpExchange exchange) throws IOException {
        Optional<Visit> visit = visit(exchange);
        if (visit.isEmpty()) return Answer.plain(400, "merchant and origin are missing");
        if (!isOurOwn(exchange)) return Answer.plain(403, "forms are sent from their own page alone");
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) return Answer.plain(413, "too large");
        Map<String, String> said = Visit.fields(new String(body, UTF_8));
        return switch (path) {
            case "/card" -> Answer.json(counter.card(visit.get(), said));
            case "/debit" -> Answer.json(counter.debit(visit.get(), said));
            case "/wallet" -> Answer.json(counter.wallet(visit.get(), said));
            case "/challenge" -> Answer.json(counter.challenge(visit.get(), said));
            default -> Answer.plain(404, "not found");
        };
    }

    private static boolean isOurOwn(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        return origin == null
                || origin.endsWith("://" + exchange.getRequestHeaders().getFirst("Host"));
    }

    private static Optional<Visit> visit(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return query == null ? Optional.empty() : Visit.read(query);
    }
}
