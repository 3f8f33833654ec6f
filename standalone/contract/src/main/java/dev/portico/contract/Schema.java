package dev.portico.contract;

import java.lang.reflect.AnnotatedType;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The words of JSON Schema.
final class Schema {

    private Schema() {}

    static boolean isText(ObjectNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray()
                ? type.path(0).asString("").equals("string")
                : type.asString("").equals("string");
    }

    static ObjectNode choice(ObjectNode schema, List<String> values) {
        var allowed = schema.putArray("enum");
        values.forEach(allowed::add);
        if (schema.path("type").isArray()) allowed.addNull();
        return schema;
    }

    static ObjectNode nullable(ObjectNode schema) {
        if (schema.isEmpty()) return schema;
        if (schema.path("type").isString()) {
            String type = schema.path("type").asString();
            schema.putArray("type").add(type).add("null");
            return schema;
        }
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("oneOf").add(schema).add(typed("null"));
        return either;
    }

    static ObjectNode typed(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    static boolean isNullable(AnnotatedType type) {
        return Arrays.stream(type.getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }
}
