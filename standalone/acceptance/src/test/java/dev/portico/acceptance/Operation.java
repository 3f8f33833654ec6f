package dev.portico.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One operation of the contract: what a client may read of it in `/openapi.json`.
///
/// @param permission what a key must be permitted; empty if none is asked for
/// @param audience who may call it: `merchant`, `customer`, `visitor`, `operator`, `anybody`
/// @param parameters names of what stands in its query and headers
/// @param orders the values of `order_by`
/// @param schema of the body; missing if it takes none
/// @param example of a body; missing if the contract has none
record Operation(
        String name,
        String verb,
        String path,
        String permission,
        Set<String> audience,
        Set<String> parameters,
        List<String> orders,
        JsonNode schema,
        JsonNode example) {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

    static List<Operation> all() {
        JsonNode contract = contract();
        return contract.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(verb -> read(contract, path.getKey(), verb.getKey(), verb.getValue())))
                .toList();
    }

    /// What stands in its path, such as `customer_id`.
    List<String> variables() {
        return VARIABLE.matcher(path).results().map(found -> found.group(1)).toList();
    }

    boolean isFor(String who) {
        return audience.contains(who);
    }

    boolean changes() {
        return !verb.equals("GET");
    }

    boolean takesBody() {
        return !schema.isMissingNode();
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }

    private static Operation read(JsonNode contract, String path, String verb, JsonNode operation) {
        List<JsonNode> parameters = new ArrayList<>();
        operation.path("parameters").forEach(parameter -> parameters.add(resolved(contract, parameter)));
        JsonNode body = operation.path("requestBody").path("content").path("application/json");
        return new Operation(
                operation.path("operationId").asString(),
                verb.toUpperCase(Locale.ROOT),
                path,
                operation.path("x-permission").asString(""),
                operation
                        .path("x-audience")
                        .valueStream()
                        .map(JsonNode::asString)
                        .collect(Collectors.toSet()),
                parameters.stream()
                        .filter(parameter -> !parameter.path("in").asString().equals("path"))
                        .map(parameter -> parameter.path("name").asString())
                        .collect(Collectors.toSet()),
                parameters.stream()
                        .filter(parameter -> parameter.path("name").asString().equals("order_by"))
                        .flatMap(parameter ->
                                parameter.path("schema").path("enum").valueStream())
                        .map(JsonNode::asString)
                        .toList(),
                resolved(contract, body.path("schema")),
                body.path("example"));
    }

    private static JsonNode resolved(JsonNode contract, JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : contract.at(reference.substring(1));
    }

    private static JsonNode contract() {
        try (var file = Objects.requireNonNull(Operation.class.getResourceAsStream("/openapi.json"))) {
            return Merchant.JSON.readTree(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every permission that some operation asks for.
    static Stream<String> permissions(List<Operation> operations) {
        return operations.stream()
                .map(Operation::permission)
                .filter(permission -> !permission.isEmpty())
                .distinct();
    }
}
