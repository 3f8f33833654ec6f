package dev.portico.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// The mail that really arrived, read the way Mailpit is read.
record Inbox(HttpClient http, String address) {

    /// The newest mail to somebody whose subject has these words; waits for it.
    JsonNode newest(String to, String subject) {
        String query = "to:\"" + to + "\" subject:\"" + subject + "\"";
        JsonNode found = Merchant.awaited(() ->
                get("/api/v1/search?query=" + URLEncoder.encode(query, UTF_8)).path("messages"));
        return get("/api/v1/message/" + found.get(0).path("ID").asString());
    }

    String raw(JsonNode message) {
        return text("/api/v1/message/" + message.path("ID").asString() + "/raw");
    }

    List<JsonNode> all() {
        var all = new ArrayList<JsonNode>();
        JsonNode page;
        do {
            page = get("/api/v1/messages?limit=500&start=" + all.size()).path("messages");
            page.forEach(all::add);
        } while (!page.isEmpty());
        return all;
    }

    private JsonNode get(String path) {
        return Merchant.JSON.readTree(text(path));
    }

    private String text(String path) {
        try {
            var request = HttpRequest.newBuilder(URI.create(address + path)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
