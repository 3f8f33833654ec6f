package dev.portico.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A merchant's back end: knows the merchant API and its key, and nothing else.
record Merchant(HttpClient http, String api, String id, String slug, String key) {

    static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param requestId what the answer calls the request
    record Answer(int status, JsonNode body, String requestId) {

        JsonNode data() {
            return body.path("data");
        }

        String id() {
            return data().path("id").asString();
        }
    }

    static Merchant create(Portico portico, String slug, String name) throws IOException {
        var http = HttpClient.newHttpClient();
        var operator = new Merchant(http, portico.api(), "", "", portico.operatorKey());
        Answer created = operator.post("/merchants", Map.of("name", name, "slug", slug, "brand_color", "#7c3aed"));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return new Merchant(
                http,
                portico.api(),
                created.id(),
                slug,
                created.data().path("api_key").asString());
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) {
        return send(request(path).POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer patch(String path, Object body) {
        return send(request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer created(String path, Object body) {
        Answer answer = post(path, body);
        assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(201);
        return answer;
    }

    /// Every item of a list, page by page.
    List<JsonNode> all(String path) {
        var items = new ArrayList<JsonNode>();
        String next = path;
        while (!next.isEmpty()) {
            Answer page = get(next);
            page.data().forEach(items::add);
            var pagination = page.body().path("meta").path("pagination");
            next = pagination.path("has_more").asBoolean()
                    ? pagination.path("next").asString().substring(api.length())
                    : "";
        }
        return items;
    }

    /// What is made of events appears a little after what caused it.
    static JsonNode awaited(java.util.concurrent.Callable<JsonNode> look) {
        return await().atMost(Duration.ofSeconds(30)).until(look, found -> !found.isMissingNode() && !found.isEmpty());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json");
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            JsonNode body = JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
            return new Answer(
                    answer.statusCode(),
                    body,
                    body.path("meta").path("request_id").asString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
