package dev.portico.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Makes requests out of operations, with ids of the victim's or of whoever asks.
final class Requests {

    // What some operations answer nothing without.
    private static final Map<String, List<String>> NEEDED =
            Map.of("/invoices/archive", List.of("customer_id={customer_id}", "year=" + Year.now(ZoneOffset.UTC)));

    private final Scene scene;
    private final Map<String, String> listed = new LinkedHashMap<>();

    Requests(Scene scene) {
        this.scene = scene;
    }

    Wire.Request request(Operation operation) {
        return request(operation, this::own, "", Bodies.filled(body(operation), this::own));
    }

    Wire.Request listed(Operation operation, Asker asker, String query) {
        return asker.door().apply(request(operation, asker::id, query, ""));
    }

    static String body(Operation operation) {
        return Bodies.of(operation).getFirst();
    }

    Wire.Request request(Operation operation, UnaryOperator<String> ids, String query, String body) {
        String path = operation.path();
        for (String variable : operation.variables()) {
            String value = ids.apply(variable);
            if (value.isEmpty())
                throw new AssertionError("nobody knows what to fill in for {" + variable + "} in " + operation);
            path = path.replace("{" + variable + "}", value);
        }
        String type = operation.path().startsWith("/imports") && body.endsWith("\n")
                ? "application/x-ndjson"
                : "application/json";
        String asked = Stream.concat(
                        Stream.of(query),
                        NEEDED.getOrDefault(operation.path(), List.of()).stream()
                                .filter(needed -> !query.startsWith(needed.replaceAll("=.*", "=")))
                                .map(needed -> Bodies.filled(needed, ids)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return new Wire.Request(
                operation.verb(),
                "",
                asked.isEmpty() ? path : path + "?" + asked,
                Map.of("Content-Type", type),
                Bodies.filled(body, ids));
    }

    String own(String name) {
        return name.equals("fresh")
                ? "f" + UUID.randomUUID().toString().substring(0, 13)
                : scene.victim().id(scene.victim().first(), name);
    }

    // What a parameter must be to mean one thing of the victim's.
    String identifying(Operation operation, String parameter) {
        return switch (parameter) {
            case "id" -> firstListed(operation);
            case "search", "email" -> scene.victim().first().email();
            case "filter" -> own("transaction_id");
            case "code", "invoice_number" -> own(parameter);
            default -> parameter.endsWith("_id") ? own(parameter) : "";
        };
    }

    String firstListed(Operation operation) {
        return listed.computeIfAbsent(operation.path(), _ -> {
            JsonNode items = scene.wire()
                    .send(scene.allowed(operation, request(operation)))
                    .json()
                    .path("data");
            return items.valueStream()
                    .filter(item ->
                            own("customer_id").equals(item.path("customer_id").asString(own("customer_id"))))
                    .findFirst()
                    .map(item -> item.path("id").asString(item.path("event_id").asString("")))
                    .orElse("");
        });
    }

    static List<Set<String>> subsets(List<String> variables) {
        return variables.stream()
                .reduce(
                        List.of(Set.<String>of()),
                        (known, variable) -> Stream.concat(
                                        known.stream(), known.stream().map(set -> {
                                            Set<String> more = new HashSet<>(set);
                                            more.add(variable);
                                            return more;
                                        }))
                                .toList(),
                        (one, other) -> other)
                .stream()
                .filter(set -> !set.isEmpty())
                .toList();
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
