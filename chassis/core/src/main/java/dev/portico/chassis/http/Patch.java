package dev.portico.chassis.http;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a PATCH, in which a field that is null and one that is absent mean different things.
public final class Patch {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode body;

    /// @throws Refusal `invalid_field` for each field that is not among the allowed ones
    public Patch(@Nullable JsonNode body, Set<String> allowed) {
        if (body == null || !body.isObject()) throw Refusal.of(ErrorCode.INVALID_JSON, "A JSON object is required.");
        this.body = body;
        var fields = Fields.check();
        body.propertyNames().stream()
                .filter(name -> !allowed.contains(name))
                .forEach(name -> fields.wrong(name, "is not a field of this request"));
        fields.orRefuse();
    }

    public boolean has(String field) {
        return body.has(field);
    }

    public boolean isNull(String field) {
        return body.path(field).isNull();
    }

    /// The new text, or the old one if the field is absent.
    public @Nullable String text(String field, @Nullable String otherwise) {
        if (!has(field)) return otherwise;
        if (isNull(field)) return null;
        if (!body.path(field).isString()) throw Refusal.field(field, "must be a text");
        return body.path(field).asString();
    }

    /// The new value in the shape of a type, or the old one if the field is absent.
    public <T> @Nullable T value(String field, Class<T> type, @Nullable T otherwise) {
        if (!has(field)) return otherwise;
        if (isNull(field)) return null;
        try {
            T value = JSON.treeToValue(body.path(field), type);
            if (value instanceof Map<?, ?>)
                Fields.check().freeForm(field, value).orRefuse();
            return value;
        } catch (tools.jackson.core.JacksonException e) {
            throw Refusal.field(field, "has a value of the wrong kind");
        }
    }
}
