package dev.portico.contract;

import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
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
            if (rule != null)
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
