package dev.portico.contract;

import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.Principal;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Within;
import dev.portico.chassis.store.PageRequest;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Describes what an operation takes beside its body. Who calls, and what the transport knows, are no parameters.
final class Parameters {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<Class<?>> NO_PARAMETER = List.of(Principal.class, InternalToken.class);

    private final Shapes shapes;
    private final Sources sources;
    private final Glossary glossary;

    Parameters(Shapes shapes, Sources sources, Glossary glossary) {
        this.shapes = shapes;
        this.sources = sources;
        this.glossary = glossary;
    }

    ArrayNode of(Operation operation, Demands demands) {
        ArrayNode parameters = JSON.arrayNode();
        Doc doc = sources.of(operation.handler());
        for (Parameter parameter : operation.handler().getParameters())
            add(parameters, operation, parameter, demands, doc);
        return parameters;
    }

    private void add(ArrayNode all, Operation operation, Parameter parameter, Demands demands, Doc doc) {
        Class<?> type = parameter.getType();
        String said = doc.parameters().getOrDefault(parameter.getName(), "");
        if (NO_PARAMETER.stream().anyMatch(none -> none.isAssignableFrom(type))) return;
        if (parameter.isAnnotationPresent(RequestBody.class) || parameter.isAnnotationPresent(CookieValue.class))
            return;
        if (parameter.isAnnotationPresent(RequestHeader.class)) return;
        if (type == PageRequest.class) {
            paging(all, parameter.getAnnotation(Paged.class));
        } else if (parameter.isAnnotationPresent(Within.class)) {
            range(all, parameter.getAnnotation(Within.class).value());
        } else if (parameter.isAnnotationPresent(PathVariable.class)) {
            all.add(path(operation, parameter, said));
        } else if (parameter.isAnnotationPresent(RequestParam.class)) {
            all.add(query(operation, parameter, demands, said));
        }
    }

    private ObjectNode path(Operation operation, Parameter parameter, String said) {
        PathVariable variable = parameter.getAnnotation(PathVariable.class);
        String given = variable.value().isEmpty() ? parameter.getName() : variable.value();
        String name = named(operation.path(), given);
        ObjectNode described = parameter("path", name, true, Schema.typed("string"));
        return describe(described, operation, name, said);
    }

    private static String named(String path, String given) {
        String wire = Names.wire(given);
        if (!given.equals("id") || path.contains("{" + wire + "}")) return wire;
        return Arrays.stream(path.split("/"))
                .filter(part -> part.startsWith("{"))
                .map(part -> part.substring(1, part.length() - 1))
                .reduce((_, later) -> later)
                .orElse(wire);
    }

    private ObjectNode query(Operation operation, Parameter parameter, Demands demands, String said) {
        RequestParam asked = parameter.getAnnotation(RequestParam.class);
        String name = asked.name().isEmpty() ? asked.value() : asked.name();
        if (name.isEmpty()) name = parameter.getName();
        boolean hasDefault = !asked.defaultValue().equals(ValueConstants.DEFAULT_NONE);
        boolean required = asked.required() && !hasDefault;
        ObjectNode schema = shapes.of(parameter.getAnnotatedType().getType());
        constrain(schema, name, demands);
        if (hasDefault) schema.set("default", typed(schema, asked.defaultValue()));
        ObjectNode described = parameter("query", name, required, schema);
        if (schema.path("type").asString("").equals("array"))
            described.put("style", "form").put("explode", false);
        return describe(described, operation, name, said);
    }

    private static tools.jackson.databind.JsonNode typed(ObjectNode schema, String text) {
        return switch (schema.path("type").asString("")) {
            case "integer" -> JSON.numberNode(Long.parseLong(text));
            case "boolean" -> JSON.booleanNode(Boolean.parseBoolean(text));
            case "array" -> JSON.arrayNode().add(text);
            default -> JSON.stringNode(text);
        };
    }

    static void constrain(ObjectNode schema, String name, Demands demands) {
        if (!Schema.isText(schema)) {
            int[] range = demands.ranges.get(name);
            if (range != null) schema.put("minimum", range[0]).put("maximum", range[1]);
            return;
        }
        List<String> choice = demands.oneOf.get(name);
        if (choice != null) Schema.choice(schema, choice);
        Integer longest = demands.longest.get(name);
        if (longest != null) schema.put("maxLength", longest);
        if (demands.emails.contains(name)) schema.put("format", "email");
    }

    private ObjectNode describe(ObjectNode parameter, Operation operation, String name, String said) {
        boolean inPath = parameter.path("in").asString().equals("path");
        Optional<String> known =
                inPath ? glossary.of("/" + name, name) : glossary.of(operation.resource() + "?" + name, "?" + name);
        Optional<String> words = said.isEmpty() ? known : Optional.of(said);
        words.ifPresent(text -> parameter.put("description", Doc.sentence(text)));
        return parameter;
    }

    private static void paging(ArrayNode all, Paged paged) {
        all.add(order(List.of(paged.by())));
        all.add(reference("after"));
        boolean isUsual = paged.usual() == 50 && paged.most() == 200;
        all.add(isUsual ? reference("per_page") : perPage(paged.usual(), paged.most()));
        all.add(reference("Skip-Count"));
    }

    private static ObjectNode order(List<String> by) {
        ObjectNode schema = Schema.typed("string").put("default", "id[DESC]");
        Schema.choice(
                schema,
                by.stream()
                        .flatMap(field -> Stream.of(field + "[ASC]", field + "[DESC]"))
                        .toList());
        return parameter("query", "order_by", false, schema)
                .put("description", "Which come first. Newest first if not said.");
    }

    private static ObjectNode perPage(int usual, int most) {
        return parameter(
                        "query",
                        "per_page",
                        false,
                        Schema.typed("integer").put("minimum", 1).put("default", usual))
                .put("description", "How many at most. Never more than " + most + ".");
    }

    private static void range(ArrayNode all, String name) {
        var bounds = new LinkedHashMap<String, String>();
        bounds.put("", "Exactly at");
        bounds.put("[GT]", "Only after");
        bounds.put("[GTE]", "At or after");
        bounds.put("[LT]", "Only before");
        bounds.put("[LTE]", "At or before");
        bounds.forEach((bound, meaning) -> all.add(
                parameter("query", name + bound, false, Schema.typed("string").put("format", "date-time"))
                        .put("description", meaning + " this time, as RFC 3339.")));
    }

    static ObjectNode reference(String shared) {
        return JSON.objectNode().put("$ref", "#/components/parameters/" + shared);
    }

    static ObjectNode parameter(String in, String name, boolean required, ObjectNode schema) {
        ObjectNode parameter = JSON.objectNode().put("name", name).put("in", in);
        if (required) parameter.put("required", true);
        return parameter.set("schema", schema);
    }

    /// Those that many operations have in common.
    static ObjectNode shared() {
        ObjectNode shared = JSON.objectNode();
        shared.set(
                "after",
                parameter("query", "after", false, Schema.typed("string").put("maxLength", 64))
                        .put("description", "Return what comes after this id: the last one of the page before."));
        shared.set("per_page", perPage(50, 200));
        shared.set(
                "Skip-Count",
                parameter("header", "Skip-Count", false, Schema.typed("boolean").put("default", false))
                        .put("description", "`true` spares counting: `estimated_total` is then -1."));
        shared.set(
                "Idempotency-Key",
                parameter(
                                "header",
                                "Idempotency-Key",
                                false,
                                Schema.typed("string").put("maxLength", 255))
                        .put(
                                "description",
                                "A value of your own, unique to this request. Sent again with the same key and body within a day,"
                                        + " the request is not carried out again: the first answer is repeated, with the"
                                        + " header `Idempotency-Replayed: true`."));
        shared.set(
                "If-Match",
                parameter("header", "If-Match", false, Schema.typed("string"))
                        .put(
                                "description",
                                "The `ETag` of the entity as you last read it. If somebody has changed it since, nothing"
                                        + " happens and the answer is 412."));
        return shared;
    }
}
