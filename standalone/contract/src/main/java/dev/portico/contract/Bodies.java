package dev.portico.contract;

import dev.portico.chassis.http.Changes;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestBody;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Describes the bodies that operations take: a record, with what its operation checks in it; or some fields of what is
/// changed.
final class Bodies {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Shapes shapes;

    Bodies(Shapes shapes) {
        this.shapes = shapes;
    }

    Optional<ObjectNode> of(Operation operation, Demands demands) {
        for (Parameter parameter : operation.handler().getParameters()) {
            Changes changes = parameter.getAnnotation(Changes.class);
            if (changes != null) return Optional.of(patch(operation, changes, demands));
        }
        return Arrays.stream(operation.handler().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .findFirst()
                .map(parameter -> body(operation, parameter, demands));
    }

    private ObjectNode body(Operation operation, Parameter parameter, Demands demands) {
        ObjectNode schema = shapes.sent(parameter.getAnnotatedType());
        JsonNode either = schema.path("oneOf").path(0);
        if (either.isObject()) schema = (ObjectNode) either;
        String name = schema.path("$ref").asString("").replaceAll(".*/", "");
        ObjectNode record = shapes.components().get(name);
        if (record != null) constrain(record, demands);
        boolean required = parameter.getAnnotation(RequestBody.class).required();
        ObjectNode body = JSON.objectNode().put("required", required);
        body.putObject("content").putObject("application/json").set("schema", schema);
        return body;
    }

    // Each field as the code reads it, or else as the answer shows it.
    private ObjectNode patch(Operation operation, Changes changes, Demands demands) {
        ObjectNode schema = Schema.typed("object");
        ObjectNode properties = schema.putObject("properties");
        ObjectNode shown = shapes.whole(operation.handler().getGenericReturnType());
        for (String field : changes.value()) {
            JsonNode known = shown.path("properties").path(field);
            ObjectNode property = read(demands.patched.get(field), known);
            shapes.describe(
                    property,
                    Names.pascal(Names.singular(operation.resource())),
                    field,
                    known.path("description").asString(""));
            properties.set(field, property);
        }
        constrain(schema, demands);
        // What must be there in the end is there already: nothing has to be sent.
        schema.remove("required");
        ObjectNode body = JSON.objectNode().put("required", true);
        body.putObject("content").putObject("application/json").set("schema", schema.put("minProperties", 1));
        return body;
    }

    private ObjectNode read(@Nullable String kind, JsonNode known) {
        boolean list = kind != null && kind.endsWith("[]");
        if (kind == null || kind.startsWith("java.") && !list) {
            if (known.isObject()) return (ObjectNode) known.deepCopy();
            return kind == null ? Schema.nullable(Schema.typed("string")) : shapes.sent(loaded(kind));
        }
        ObjectNode one = shapes.sent(loaded(list ? kind.substring(0, kind.length() - 2) : kind));
        ObjectNode whole = list ? Schema.typed("array").set("items", one) : one;
        boolean mayBeNull = known.isMissingNode()
                || known.has("oneOf")
                || known.path("type").isArray();
        return mayBeNull ? Schema.nullable(whole) : whole;
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, Bodies.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    static void constrain(ObjectNode schema, Demands demands) {
        ObjectNode properties = schema.withObject("/properties");
        var required = new TreeSet<String>();
        schema.path("required").forEach(name -> required.add(name.asString()));
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            String name = property.getKey();
            ObjectNode described = (ObjectNode) property.getValue();
            if (demands.required.contains(name)) {
                required.add(name);
                described = withoutNull(described);
                property.setValue(described);
            }
            Parameters.constrain(described, name, demands);
            String rule = demands.rules.get(name);
            if (rule != null && rule.startsWith("must "))
                described.put(
                        "description", joined(described.path("description").asString(""), rule));
        }
        if (!required.isEmpty()) {
            schema.remove("required");
            required.forEach(schema.putArray("required")::add);
        }
        schema.put("additionalProperties", false);
    }

    private static String joined(String description, String rule) {
        String sentence = Doc.sentence(rule);
        return description.contains(sentence) ? description : (description + " " + sentence).strip();
    }

    private static ObjectNode withoutNull(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            schema.put("type", type.path(0).asString());
            return schema;
        }
        JsonNode either = schema.path("oneOf").path(0);
        if (!either.isObject()) return schema;
        ObjectNode alone = (ObjectNode) either;
        if (schema.has("description")) alone.set("description", schema.path("description"));
        return alone;
    }
}
