package dev.portico.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What a client of the old contract would stumble over in the new one. What is answered may gain, what is sent may
/// become easier; nothing else.
public final class Breaking {

    private final JsonNode old;
    private final JsonNode now;
    private final List<String> found = new ArrayList<>();

    private Breaking(JsonNode old, JsonNode now) {
        this.old = old;
        this.now = now;
    }

    /// Each difference as a sentence; none if clients may stay as they are.
    public static List<String> between(JsonNode old, JsonNode now) {
        var breaking = new Breaking(old, now);
        breaking.paths();
        return breaking.found.stream().distinct().toList();
    }

    private void paths() {
        for (Map.Entry<String, JsonNode> path : old.path("paths").properties())
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String name = operation.getKey() + " " + path.getKey();
                JsonNode today = now.path("paths").path(path.getKey()).path(operation.getKey());
                if (today.isMissingNode()) found.add(name + " is gone");
                else operation(name, operation.getValue(), today);
            }
    }

    private void operation(String name, JsonNode before, JsonNode after) {
        parameters(name, before, after);
        JsonNode oldBody = content(before.path("requestBody"), old);
        JsonNode newBody = content(after.path("requestBody"), now);
        if (before.has("requestBody") && !after.has("requestBody")) found.add(name + " takes no body any more");
        if (!before.path("requestBody").path("required").asBoolean(false)
                && after.path("requestBody").path("required").asBoolean(false))
            found.add(name + " requires a body now");
        sent(name, oldBody, newBody, new HashSet<>());
        for (Map.Entry<String, JsonNode> response : before.path("responses").properties()) {
            if (!response.getKey().startsWith("2")) continue;
            JsonNode today = after.path("responses").path(response.getKey());
            if (today.isMissingNode()) found.add(name + " does not answer " + response.getKey() + " any more");
            else answered(name, content(response.getValue(), old), content(today, now), new HashSet<>());
        }
    }

    private void parameters(String name, JsonNode before, JsonNode after) {
        for (JsonNode parameter : after.path("parameters")) {
            JsonNode today = resolved(parameter, now);
            JsonNode then = same(before, today);
            if (then.isMissingNode() && today.path("required").asBoolean(false))
                found.add(name + " requires the parameter " + today.path("name").asString());
            if (!then.isMissingNode()) {
                String parameterName = name + " ?" + today.path("name").asString();
                if (today.path("required").asBoolean(false)
                        && !then.path("required").asBoolean(false)) found.add(parameterName + " is required now");
                sent(parameterName, then.path("schema"), today.path("schema"), new HashSet<>());
            }
        }
        for (JsonNode parameter : before.path("parameters")) {
            JsonNode then = resolved(parameter, old);
            boolean gone = Stream.of(after.path("parameters"))
                    .flatMap(all -> all.valueStream())
                    .noneMatch(other -> isSame(resolved(other, now), then));
            if (gone)
                found.add(name + " has lost the parameter " + then.path("name").asString());
        }
    }

    private JsonNode same(JsonNode before, JsonNode parameter) {
        return before.path("parameters")
                .valueStream()
                .map(other -> resolved(other, old))
                .filter(other -> isSame(other, parameter))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        return one.path("name").equals(other.path("name")) && one.path("in").equals(other.path("in"));
    }

    // What a client reads: nothing may go, change its kind or become null; values may only be those it knows.
    private void answered(String at, JsonNode before, JsonNode after, Set<String> seen) {
        if (before.isMissingNode() || isKnown(before, seen)) return;
        JsonNode then = resolved(before, old);
        JsonNode today = resolved(after, now);
        types(at, types(before, old), types(after, now), false);
        Set<String> required = texts(today.path("required"));
        for (Map.Entry<String, JsonNode> property : properties(then, old)) {
            String name = at + " " + property.getKey();
            JsonNode other = property(today, now, property.getKey());
            if (other.isMissingNode()) {
                found.add(name + " is gone");
                continue;
            }
            if (texts(then.path("required")).contains(property.getKey()) && !required.contains(property.getKey()))
                found.add(name + " may be absent now");
            answered(name, property.getValue(), other, seen);
        }
        if (then.has("items")) answered(at + "[]", then.path("items"), today.path("items"), seen);
        enumeration(at, then, today, false);
    }

    // What a client sends: whatever was accepted must still be.
    private void sent(String at, JsonNode before, JsonNode after, Set<String> seen) {
        if (before.isMissingNode() || isKnown(before, seen)) return;
        JsonNode then = resolved(before, old);
        JsonNode today = resolved(after, now);
        types(at, types(before, old), types(after, now), true);
        for (String name : texts(today.path("required")))
            if (!texts(then.path("required")).contains(name)) found.add(at + " " + name + " is required now");
        for (Map.Entry<String, JsonNode> property : properties(then, old)) {
            JsonNode other = property(today, now, property.getKey());
            if (other.isMissingNode()) found.add(at + " " + property.getKey() + " is gone");
            else sent(at + " " + property.getKey(), property.getValue(), other, seen);
        }
        if (then.has("items")) sent(at + "[]", then.path("items"), today.path("items"), seen);
        enumeration(at, then, today, true);
        shorter(at, then, today);
    }

    private void types(String at, Set<String> then, Set<String> today, boolean sent) {
        Set<String> wider = sent ? today : then;
        Set<String> narrower = sent ? then : today;
        if (!wider.isEmpty() && (narrower.isEmpty() || !wider.containsAll(narrower)))
            found.add(at + " was " + then + " and is " + today);
    }

    private void enumeration(String at, JsonNode then, JsonNode today, boolean sent) {
        Set<String> before = texts(then.path("enum"));
        Set<String> after = texts(today.path("enum"));
        if (sent && !after.isEmpty()) {
            if (before.isEmpty()) found.add(at + " takes only " + after + " now");
            before.stream()
                    .filter(value -> !after.contains(value))
                    .forEach(value -> found.add(at + " does not take " + value + " any more"));
        } else if (!sent && !before.isEmpty() && !before.equals(after)) {
            before.stream()
                    .filter(value -> !after.contains(value))
                    .forEach(value -> found.add(at + " is never " + value + " any more"));
        }
    }

    private void shorter(String at, JsonNode then, JsonNode today) {
        int before = then.path("maxLength").asInt(Integer.MAX_VALUE);
        if (today.path("maxLength").asInt(Integer.MAX_VALUE) < before) found.add(at + " must be shorter now");
    }

    private static boolean isKnown(JsonNode schema, Set<String> seen) {
        String reference = schema.path("$ref").asString("");
        return !reference.isEmpty() && !seen.add(reference);
    }

    private static JsonNode content(JsonNode body, JsonNode document) {
        JsonNode whole = resolved(body, document);
        return whole.path("content").path("application/json").path("schema");
    }

    // What may be null is either null or what counts.
    private static JsonNode resolved(JsonNode node, JsonNode document) {
        if (isEitherNull(node)) return resolved(node.path("oneOf").path(0), document);
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(document.at(reference.substring(1)), document);
    }

    private static boolean isEitherNull(JsonNode schema) {
        JsonNode either = schema.path("oneOf");
        return either.size() == 2 && either.path(1).path("type").asString("").equals("null");
    }

    private static Set<String> types(JsonNode schema, JsonNode document) {
        var types = new TreeSet<String>();
        JsonNode type = resolved(schema, document).path("type");
        if (type.isArray()) type.forEach(one -> types.add(one.asString()));
        else if (type.isString()) types.add(type.asString());
        if (!types.isEmpty() && isEitherNull(schema)) types.add("null");
        return types;
    }

    private static Set<Map.Entry<String, JsonNode>> properties(JsonNode schema, JsonNode document) {
        return resolved(schema, document).path("properties").properties();
    }

    private static JsonNode property(JsonNode schema, JsonNode document, String name) {
        return resolved(schema, document).path("properties").path(name);
    }

    private static Set<String> texts(JsonNode list) {
        var texts = new TreeSet<String>();
        list.forEach(item -> {
            if (!item.isNull()) texts.add(item.asString());
        });
        return texts;
    }
}
