package dev.portico.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands behind the gateway as every service at once: knows one merchant, one key and one session, and remembers what
/// it is
/// asked.
final class StubServices implements AutoCloseable {

    /// A request as it arrived behind the gateway.
    record Seen(String method, String path, Map<String, List<String>> headers, String body) {

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    volatile boolean failing;
    /// How long a service takes to answer.
    volatile java.time.Duration slowness = java.time.Duration.ZERO;

    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final HttpServer server;

    StubServices() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    Seen last() {
        return seen.getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        if (failing) {
            exchange.close();
        } else if (path.startsWith("/gateway/") || path.startsWith("/actuator/")) {
            String known;
            synchronized (this) {
                known = known(path, body);
            }
            send(exchange, known.isEmpty() ? 404 : 200, known);
        } else {
            seen.add(new Seen(exchange.getRequestMethod(), path, Map.copyOf(exchange.getRequestHeaders()), body));
            LockSupport.parkNanos(slowness.toNanos());
            exchange.getResponseHeaders().add("X-Request-Id", "as-it-was-told");
            exchange.getResponseHeaders().add("Set-Cookie", "__Host-link=x; Path=/; Secure; HttpOnly");
            send(exchange, 200, "{\"data\":{}}");
        }
    }

    private String known(String path, String body) {
        if (path.equals("/gateway/hosts/acme.localhost"))
            return "{\"data\":{\"merchant_id\":\"mer_1\",\"slug\":\"acme\",\"name\":\"Acme <Ltd>\",\"brand_color\":\"#7a3cff\",\"locale\":\"en\",\"new\":1}}";
        if (path.endsWith("/api-keys/check") && body.contains("good-key"))
            return "{\"data\":{\"merchant_id\":\"mer_1\",\"api_key_id\":\"apikey_1\",\"permissions\":[\"transaction.read\"]}}";
        if (path.endsWith("/api-keys/check") && body.contains("neighbours-key"))
            return "{\"data\":{\"merchant_id\":\"mer_2\",\"api_key_id\":\"apikey_1\",\"permissions\":[\"transaction.read\"]}}";
        if (path.endsWith("/limits/take")) return taken(body);
        if (path.endsWith("/sessions/check") && body.contains("good-session") && body.contains("mer_1"))
            return "{\"data\":{\"customer_id\":\"ctm_1\",\"session_id\":\"ses_1\",\"signed_in_at\":\"2026-11-24T10:00:00.123Z\"}}";
        if (path.endsWith("/tasks/check") && body.contains("tsk_good") && body.contains("mer_1"))
            return "{\"data\":{\"customer_id\":\"ctm_1\",\"transaction_id\":\"txn_1\"}}";
        return path.startsWith("/actuator/health") ? "{\"status\":\"UP\"}" : "";
    }

    // A bucket that never fills again.
    private String taken(String body) {
        String whose = text(body, "merchant_id") + text(body, "bucket");
        int most = Integer.parseInt(text(body, "per_minute"));
        int wanted = Integer.parseInt(text(body, "wanted"));
        int before = taken.getOrDefault(whose, 0);
        int after = taken.merge(whose, wanted, (had, more) -> Math.min(most, had + more));
        return "{\"data\":{\"granted\":" + (after - before) + ",\"retry_after_millis\":1500}}";
    }

    private static String text(String json, String field) {
        Matcher found = Pattern.compile("\"" + field + "\":\"?([^\",}]*)").matcher(json);
        return found.find() ? found.group(1) : "";
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
