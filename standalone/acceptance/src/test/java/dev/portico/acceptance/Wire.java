package dev.portico.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// HTTP as it goes over the wire: any header, any host, every byte of the answer.
final class Wire {

    private static final Set<String> UNIQUE = Set.of("date", "x-request-id", "connection", "keep-alive");

    private final HttpClient http = HttpClient.newHttpClient();

    /// @param address scheme, host and port to which is connected
    record Request(String verb, String address, String target, Map<String, String> headers, String body) {

        Request with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Request(verb, address, target, more, body);
        }

        Request with(Map<String, String> others) {
            var more = new LinkedHashMap<>(headers);
            more.putAll(others);
            return new Request(verb, address, target, more, body);
        }

        Request without(String header) {
            var fewer = new LinkedHashMap<>(headers);
            fewer.remove(header);
            return new Request(verb, address, target, fewer, body);
        }

        boolean says(String word) {
            return target.contains(word) || body.contains(word);
        }
    }

    /// @param text head and body, as they came
    record Answer(int status, Map<String, String> headers, String text) {

        boolean isRefusal() {
            return status >= 400;
        }

        JsonNode json() {
            return headers.getOrDefault("content-type", "").contains("json") && !text.isEmpty()
                    ? Merchant.JSON.readTree(text.getBytes(ISO_8859_1))
                    : MissingNode.getInstance();
        }

        String errorCode() {
            return json().path("error").path("code").asString("");
        }

        /// Everything that could tell two answers apart, but for what no two answers have in common.
        String comparable() {
            var told = new TreeMap<>(headers);
            told.keySet().removeAll(UNIQUE);
            return status + " " + told + " " + text.replaceAll("\"request_id\":\"[^\"]*\"|pga_[A-Za-z0-9_-]+", "");
        }
    }

    Answer send(Request request) {
        var sent = HttpRequest.newBuilder(URI.create(request.address + request.target))
                .method(
                        request.verb,
                        request.body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body));
        request.headers.forEach(sent::setHeader);
        try {
            var answer = http.send(sent.build(), HttpResponse.BodyHandlers.ofString(ISO_8859_1));
            var headers = new LinkedHashMap<String, String>();
            answer.headers().map().forEach((name, values) -> headers.put(name, String.join("\n", values)));
            return new Answer(answer.statusCode(), headers, answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(request.verb + " " + request.target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
