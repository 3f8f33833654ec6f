package dev.portico.chassis.http;

import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The body of a PATCH, in which a field that is null and one that is absent mean different things.
public final class Patch {

    private final JsonNode body;
    private final JsonMapper json;

    /// @param json how values are read; it knows the API's style
    /// @throws Refusal `invalid_field` for each field that is not among the allowed ones
    public Patch(@Nullable JsonNode body, Set<String> allowed, JsonMapper json) {
        if (body == null || !body.isObject()) throw Refusal.of(ErrorCode.INVALID_JSON, "A JSON object is required.");
        this.body = body;
        this.json = json;
        var fields = Fields.check();
        body.propertyNames().stream()
                .filter(name -> !allowed.contains(name))
                .forEach(name -> fields.wrong(name, "is not a field of this request"));
        fields.orRefuse();
    }

    public boolean has(String field) {
        return body.has(field);
    }

    /// How many fields it names.
    public int size() {
        return body.size();
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
            T value = json.treeToValue(body.path(field), type);
            if (value instanceof Map<?, ?>)
                Fields.check().freeForm(field, value).orRefuse();
            return value;
        } catch (JacksonException e) {
            throw ApiErrors.wrongValue(field, e);
        }
    }

    /// The new list, or the old one if the field is absent.
    ///
    /// @throws Refusal `invalid_field` if it is no list, or holds a null
    public <T> @Nullable List<T> list(String field, Class<T> item, @Nullable List<T> otherwise) {
        if (!has(field)) return otherwise;
        if (isNull(field)) return null;
        try {
            var type = json.getTypeFactory().constructCollectionType(List.class, item);
            List<T> list = json.treeToValue(body.path(field), type);
            if (list.contains(null)) throw Refusal.field(field, "must not hold null");
            return list;
        } catch (JacksonException e) {
            throw ApiErrors.wrongValue(field, e);
        }
    }
}
