package dev.portico.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// Calls HTTP as one caller and reads the answers as JSON.
public final class Client {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI address;
    private final Map<String, String> headers;

    /// @param body the whole answer; a missing node if it was empty or no JSON
    /// @param text the same, unread
    public record Answer(int status, JsonNode body, String text, HttpResponse<byte[]> raw) {

        /// What the envelope holds.
        public JsonNode data() {
            return body.path("data");
        }

        public String errorCode() {
            return body.path("error").path("code").asString("");
        }

        /// The answer without what differs from request to request.
        public String withoutRequestId() {
            return text.replaceAll("\"request_id\":\"[^\"]*\"", "");
        }
    }

    public Client(HttpClient http, URI address, Map<String, String> headers) {
        this.http = http;
        this.address = address;
        this.headers = Map.copyOf(headers);
    }

    /// The same caller, sending one more header.
    public Client header(String name, String value) {
        var more = new HashMap<>(headers);
        more.put(name, value);
        return new Client(http, address, more);
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, json);
    }

    public Answer patch(String path, String json) {
        return send("PATCH", path, json);
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, @Nullable String json) {
        var body = json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json);
        var request = HttpRequest.newBuilder(address.resolve(path))
                .method(method, body)
                .setHeader("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String text = new String(answer.body(), UTF_8);
            return new Answer(answer.statusCode(), parsed(answer, text), text, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode parsed(HttpResponse<byte[]> answer, String text) {
        boolean json = answer.headers().firstValue("Content-Type").orElse("").contains("json") && !text.isEmpty();
        return json ? JSON.readTree(text) : MissingNode.getInstance();
    }
}
