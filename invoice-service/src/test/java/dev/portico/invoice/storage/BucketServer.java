package dev.portico.invoice.storage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A bucket on this machine that speaks as much of S3 as is needed, to whoever signs what he asks.
final class BucketServer implements AutoCloseable {

    static final String ACCESS_KEY = "somebody";

    final Map<String, byte[]> objects = new ConcurrentHashMap<>();
    final AtomicInteger turnedAway = new AtomicInteger();
    volatile boolean down;
    private final HttpServer server;

    BucketServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestURI().getPath();
        byte[] sent = exchange.getRequestBody().readAllBytes();
        if (down) {
            turnedAway.incrementAndGet();
            say(exchange, 503, error("SlowDown"));
        } else if (!isSigned(exchange)) say(exchange, 403, error("SignatureDoesNotMatch"));
        else if (exchange.getRequestMethod().equals("PUT")) {
            objects.put(key, sent);
            say(exchange, 200, new byte[0]);
        } else if (objects.containsKey(key)) say(exchange, 200, objects.get(key));
        else say(exchange, 404, error("NoSuchKey"));
    }

    private static boolean isSigned(HttpExchange exchange) {
        String said = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        return said.matches(
                        "AWS4-HMAC-SHA256 Credential=" + ACCESS_KEY
                                + "/\\d{8}/eu-test/s3/aws4_request, ?SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, ?Signature=[0-9a-f]{64}")
                && exchange.getRequestHeaders().containsKey("X-amz-date");
    }

    private static byte[] error(String code) {
        return "<Error><Code>%s</Code><Message>no</Message></Error>"
                .formatted(code)
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void say(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) exchange.getResponseBody().write(body);
        exchange.close();
    }
}
