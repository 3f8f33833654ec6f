package dev.portico.gateway.reference;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Shows a schema as rows: the field, its kind, what it is. What is inside a field unfolds below it, unless it has a
/// place
/// of its own on the page.
final class Schemas {

    private static final int DEEPEST = 4;

    private final JsonNode contract;
    private final Map<String, String> homes;

    /// @param homes anchors by the component that is described there
    Schemas(JsonNode contract, Map<String, String> homes) {
        this.contract = contract;
        this.homes = homes;
    }

    /// @param sent whether a sender must know what is required; in answers everything is there
    String rows(JsonNode schema, boolean sent) {
        return rows(schema, sent, DEEPEST, new HashSet<>());
    }

    private String rows(JsonNode schema, boolean sent, int depth, Set<String> above) {
        JsonNode whole = resolved(schema);
        Set<String> required =
                whole.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        var rows = new StringBuilder("<dl class=\"fields\">\n");
        whole.path("properties")
                .properties()
                .forEach(property -> rows.append(row(
                        property.getKey(),
                        property.getValue(),
                        sent && required.contains(property.getKey()),
                        sent,
                        depth,
                        above)));
        return rows.append("</dl>\n").toString();
    }

    /// One parameter or field.
    String row(String name, JsonNode schema, boolean required, boolean sent) {
        return row(name, schema, required, sent, DEEPEST, new HashSet<>());
    }

    private String row(String name, JsonNode schema, boolean required, boolean sent, int depth, Set<String> above) {
        return "<div><dt><code>" + Html.text(name) + "</code> <span class=\"kind\">" + kind(schema) + "</span>"
                + (required ? " <span class=\"required\">required</span>" : "") + "</dt>\n<dd>"
                + Html.prose(schema.path("description").asString("")) + values(schema) + limits(schema)
                + inside(name, schema, sent, depth, above) + "</dd></div>\n";
    }

    private String inside(String name, JsonNode schema, boolean sent, int depth, Set<String> above) {
        String component = component(schema);
        if (component.isEmpty() || homes.containsKey(component) || depth == 0 || above.contains(component)) return "";
        var path = new HashSet<>(above);
        path.add(component);
        return "<details><summary>Fields of <code>" + Html.text(name) + "</code></summary>\n"
                + rows(contract.at("/components/schemas/" + component), sent, depth - 1, path) + "</details>";
    }

    private static String values(JsonNode schema) {
        JsonNode values =
                schema.has("enum") ? schema.path("enum") : schema.path("items").path("enum");
        String said = schema.path("description").asString("");
        String list = values.valueStream()
                .filter(value -> !value.isNull() && !said.contains("`" + value.asString() + "`"))
                .map(value -> "<code>" + Html.text(value.asString()) + "</code>")
                .collect(Collectors.joining(" "));
        if (list.isEmpty()) return "";
        return values.size() > 12
                ? "<details><summary>One of " + values.size() + " values</summary><p class=\"values\">" + list
                        + "</p></details>"
                : "<p class=\"values\">" + list + "</p>";
    }

    private static String limits(JsonNode schema) {
        var limits = new StringBuilder();
        if (schema.has("default"))
            limits.append("Default <code>")
                    .append(Html.text(schema.path("default").asString()))
                    .append("</code>. ");
        if (schema.has("maxLength"))
            limits.append("At most ").append(schema.path("maxLength").asInt()).append(" characters. ");
        if (schema.has("maximum"))
            limits.append("From ")
                    .append(schema.path("minimum").asInt())
                    .append(" to ")
                    .append(schema.path("maximum").asInt())
                    .append(". ");
        return limits.isEmpty()
                ? ""
                : "<p class=\"limits\">" + limits.toString().strip() + "</p>";
    }

    /// `array of Price, or null`.
    String kind(JsonNode schema) {
        JsonNode either = schema.path("oneOf");
        if (either.isArray()) return either.valueStream().map(this::kind).collect(Collectors.joining(" or "));
        String component = name(schema);
        if (!component.isEmpty()) return link(component);
        JsonNode type = schema.path("type");
        if (schema.has("items"))
            return "list of " + plural(kind(schema.path("items"))) + (type.isArray() ? " or null" : "");
        String kind = type.isArray()
                ? type.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : type.asString("anything");
        String format = schema.path("format").asString("");
        return switch (format) {
            case "date-time" -> kind.replace("string", "time");
            case "date", "email", "uri" -> kind.replace("string", format);
            default -> kind;
        };
    }

    private String link(String component) {
        String home = homes.get(component);
        String name = Html.text(component.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT));
        return home == null ? "object" : "<a href=\"#" + home + "\">" + name + "</a>";
    }

    private static String plural(String kind) {
        if (kind.endsWith("y</a>")) return kind.replace("y</a>", "ies</a>");
        return kind.endsWith("</a>") && !kind.endsWith("s</a>")
                ? kind.replace("</a>", "s</a>")
                : kind + (kind.matches("\\w+") ? "s" : "");
    }

    private static String name(JsonNode schema) {
        return schema.path("$ref").asString("").replaceAll(".*/", "");
    }

    /// The component that a field or its items hold; empty for plain values.
    static String component(JsonNode schema) {
        if (schema.has("oneOf")) return component(schema.path("oneOf").path(0));
        return schema.has("items") ? component(schema.path("items")) : name(schema);
    }

    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(contract.at(reference.substring(1)));
    }
}
