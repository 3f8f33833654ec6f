package dev.portico.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls the API as it is, and keeps the first exchange of each operation that went well.
final class Recorder {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String api;
    private final JsonNode contract;
    private final Scrubbed scrubbed;
    private final Map<String, ObjectNode> kept = new LinkedHashMap<>();

    /// What came back.
    record Answer(int status, JsonNode body) {

        JsonNode data() {
            return body.path("data");
        }

        String id() {
            return data().path("id").asString("");
        }
    }

    Recorder(String api, JsonNode contract, Instant start) {
        this.api = api;
        this.contract = contract;
        this.scrubbed = new Scrubbed(start);
    }

    Map<String, ObjectNode> kept() {
        return kept;
    }

    Answer send(String key, String verb, String path, @Nullable String body) {
        JsonNode json = body == null ? null : Repository.JSON.readTree(body);
        Answer answer = exchange(key, verb, path, json);
        if (answer.status < 300) keep(verb.toLowerCase(Locale.ROOT), path, json, answer);
        return answer;
    }

    /// Reads without keeping.
    Answer look(String key, String path) {
        return exchange(key, "GET", path, null);
    }

    private Answer exchange(String key, String verb, String path, @Nullable JsonNode body) {
        var request = HttpRequest.newBuilder(
                        URI.create(api + path.replace("[", "%5B").replace("]", "%5D")))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(verb, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()));
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json =
                    answer.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    answer.statusCode(), json ? Repository.JSON.readTree(answer.body()) : MissingNode.getInstance());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void keep(String verb, String target, @Nullable JsonNode body, Answer answer) {
        String path = target.replaceAll("\\?.*", "");
        template(verb, path).ifPresent(template -> {
            String operation = contract.path("paths")
                    .path(template)
                    .path(verb)
                    .path("operationId")
                    .asString();
            if (kept.containsKey(operation)) return;
            ObjectNode example = JsonNodeFactory.instance.objectNode().put("operation", operation);
            ObjectNode request = example.putObject("request").put("method", verb);
            request.set("path", values(template, path));
            request.set("query", query(target));
            if (body != null) request.set("body", body);
            ObjectNode response = example.putObject("response").put("status", answer.status);
            if (!answer.body.isMissingNode()) response.set("body", answer.body);
            kept.put(operation, (ObjectNode) Repository.JSON.readTree(scrubbed.of(example.toString())));
        });
    }

    // A path without variables is meant before one with.
    private Optional<String> template(String verb, String path) {
        return contract.path("paths")
                .propertyStream()
                .filter(known -> known.getValue().has(verb))
                .map(Map.Entry::getKey)
                .filter(template -> pattern(template).matcher(path).matches())
                .min(java.util.Comparator.comparing(template -> template.contains("{")));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile(template.replaceAll("\\{[^}]+}", "([^/]+)"));
    }

    private static ObjectNode values(String template, String path) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        var names = Pattern.compile("\\{([^}]+)}").matcher(template);
        var found = pattern(template).matcher(path);
        if (found.matches()) for (int i = 1; names.find(); i++) values.put(names.group(1), found.group(i));
        return values;
    }

    private static ObjectNode query(String target) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        int mark = target.indexOf('?');
        if (mark >= 0)
            for (String pair : target.substring(mark + 1).split("&")) {
                String[] parts = pair.split("=", 2);
                values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        return values;
    }
}
