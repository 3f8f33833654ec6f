package dev.portico.gateway.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// One operation: left what it takes and answers, right how that looks.
final class OperationSection {

    private static final Map<String, String> PLACES =
            Map.of("path", "Path", "query", "Query", "header", "Headers", "cookie", "Cookies");
    private static final Map<String, String> CALLERS = Map.of(
            "merchant", "API key",
            "customer", "customer’s session",
            "visitor", "portal visitor",
            "task", "holder of a task’s link",
            "operator", "operator’s key",
            "anybody", "anybody with the address");

    private final Schemas schemas;
    private final JsonNode contract;

    OperationSection(JsonNode contract, Schemas schemas) {
        this.contract = contract;
        this.schemas = schemas;
    }

    String of(String verb, String path, JsonNode operation) {
        String id = operation.path("operationId").asString();
        return """
            <article class="operation" id="%s">
            <div class="text">
            <h3><a href="#%s">%s</a></h3>
            <p class="line">%s<code>%s</code></p>
            %s%s%s%s%s%s
            </div>
            <div class="side">%s</div>
            </article>
            """.formatted(
                        id,
                        id,
                        Html.text(operation.path("summary").asString()),
                        verb(verb),
                        Html.path(path),
                        Html.paragraphs(operation.path("description").asString("")),
                        needs(operation),
                        parameters(operation, List.of("path", "query")),
                        body(operation),
                        parameters(operation, List.of("header")),
                        answers(operation),
                        samples(verb, path, operation));
    }

    static String verb(String verb) {
        return "<b class=\"verb " + verb + "\">" + verb.toUpperCase(Locale.ROOT) + "</b> ";
    }

    private static String needs(JsonNode operation) {
        String permission = operation.path("x-permission").asString("");
        String callers = operation
                .path("x-audience")
                .valueStream()
                .map(JsonNode::asString)
                .sorted((one, other) -> Boolean.compare(other.equals("merchant"), one.equals("merchant")))
                .map(who -> who.equals("merchant") && !permission.isEmpty()
                        ? "API key with <code>" + Html.text(permission) + "</code>"
                        : CALLERS.getOrDefault(who, who))
                .collect(Collectors.joining(", "));
        return "<p class=\"needs\">For: " + callers + "</p>\n";
    }

    private String parameters(JsonNode operation, List<String> places) {
        List<JsonNode> all = operation
                .path("parameters")
                .valueStream()
                .map(schemas::resolved)
                .toList();
        var html = new StringBuilder();
        for (String place : places) {
            List<JsonNode> here = all.stream()
                    .filter(one -> one.path("in").asString().equals(place))
                    .toList();
            if (here.isEmpty()) continue;
            html.append("<h4>").append(PLACES.get(place)).append("</h4>\n<dl class=\"fields\">\n");
            for (JsonNode parameter : here) html.append(parameter(parameter, place));
            html.append("</dl>\n");
        }
        return html.toString();
    }

    private String parameter(JsonNode parameter, String place) {
        var schema = (tools.jackson.databind.node.ObjectNode)
                parameter.path("schema").deepCopy();
        schema.put("description", parameter.path("description").asString(""));
        boolean required = parameter.path("required").asBoolean(false) && !place.equals("path");
        return schemas.row(parameter.path("name").asString(), schema, required, true);
    }

    private String body(JsonNode operation) {
        JsonNode schema = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema");
        if (schemas.resolved(schema).path("properties").isEmpty()) return "";
        boolean optional = !operation.path("requestBody").path("required").asBoolean(false);
        return "<h4>Body" + (optional ? " <small>may be left out</small>" : "") + "</h4>\n"
                + schemas.rows(schema, true);
    }

    private String answers(JsonNode operation) {
        var html = new StringBuilder("<h4>Answers</h4>\n<ul class=\"answers\">\n");
        operation.path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) html.append(success(response.getKey(), response.getValue()));
        });
        html.append("</ul>\n");
        JsonNode codes = operation.path("x-error-codes");
        String own = codes.valueStream()
                .map(code -> "<li><a href=\"#%s\"><code>%s</code></a></li>".formatted(code.asString(), code.asString()))
                .collect(Collectors.joining("\n"));
        html.append("<p class=\"refusals\">").append(own.isEmpty() ? "" : "May be refused with");
        html.append("</p><ul class=\"codes\">").append(own);
        html.append("<li><a href=\"#errors\">")
                .append(own.isEmpty() ? "How requests are refused" : "or as any request")
                .append("</a></li></ul>\n");
        return html.toString();
    }

    private String success(String status, JsonNode response) {
        JsonNode content = response.path("content");
        JsonNode data = content.path("application/json")
                .path("schema")
                .path("properties")
                .path("data");
        String what = content.isMissingNode()
                ? "nothing"
                : data.isMissingNode()
                        ? Html.text(content.propertyNames().iterator().next())
                        : schemas.kind(data);
        String component = Schemas.component(data);
        String inside = what.endsWith("object") && !component.isEmpty()
                ? schemas.rows(contract.at("/components/schemas/" + component), false)
                : "";
        return "<li><b class=\"status\">" + status + "</b> " + what + inside + "</li>\n";
    }

    private static String samples(String verb, String path, JsonNode operation) {
        var html = new StringBuilder("<div class=\"samples\">\n");
        html.append(sample("curl", Samples.curl(verb, path, operation), "shell"));
        String node = Samples.node(path, operation);
        if (!node.isEmpty()) html.append(sample("Node.js", node, "node"));
        html.append("</div>\n");
        operation.path("responses").properties().forEach(response -> {
            JsonNode example =
                    response.getValue().path("content").path("application/json").path("example");
            if (!example.isMissingNode())
                html.append(sample("Answer " + response.getKey(), Samples.pretty(example), "answer"));
        });
        return html.toString();
    }

    static String sample(String title, String code, String kind) {
        return "<figure class=\"sample " + kind + "\"><figcaption>" + title + "</figcaption><pre tabindex=\"0\"><code>"
                + Highlight.html(code) + "</code></pre></figure>\n";
    }
}
