package dev.portico.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Requests that a test has sent, with their answers: one file an operation, in `docs/api/examples`.
final class Examples {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Examples() {}

    static List<JsonNode> in(Path directory) {
        if (!Files.isDirectory(directory)) return List.of();
        try (Stream<Path> files = Files.list(directory)) {
            var examples = new ArrayList<JsonNode>();
            for (Path file : files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) examples.add(JSON.readTree(Files.readString(file)));
            return examples;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Shows each example at its operation.
    static void show(List<JsonNode> examples, ObjectNode document) {
        for (JsonNode path : document.path("paths"))
            for (JsonNode operation : path)
                for (JsonNode example : examples)
                    if (example.path("operation").equals(operation.path("operationId")))
                        show(example, (ObjectNode) operation);
    }

    private static void show(JsonNode example, ObjectNode operation) {
        JsonNode request = example.path("request");
        JsonNode body = operation.path("requestBody").path("content").path("application/json");
        if (request.has("body") && body instanceof ObjectNode media) media.set("example", request.path("body"));
        String status = example.path("response").path("status").asString();
        JsonNode answer =
                operation.path("responses").path(status).path("content").path("application/json");
        if (answer instanceof ObjectNode media && example.path("response").has("body"))
            media.set("example", example.path("response").path("body"));
        ObjectNode values = operation.putObject("x-example");
        for (String place : List.of("path", "query"))
            if (!request.path(place).isEmpty()) values.set(place, request.path(place));
        if (values.isEmpty()) operation.remove("x-example");
    }
}
