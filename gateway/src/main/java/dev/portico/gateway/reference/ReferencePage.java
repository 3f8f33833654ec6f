package dev.portico.gateway.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The whole reference on one page, made of the contract: it can't say anything else than what the code does.
final class ReferencePage {

    private static final Set<String> AUDIENCES = Set.of("Portal", "Operator");
    private static final List<String> ORDER = List.of("get", "post", "patch", "put", "delete");

    private final JsonNode contract;
    private final Map<String, List<Entry>> resources = new LinkedHashMap<>();
    private final Map<String, String> homes = new HashMap<>();
    private final Map<String, String> shown = new HashMap<>();

    private record Entry(String verb, String path, JsonNode operation) {

        String id() {
            return operation.path("operationId").asString();
        }

        String summary() {
            return operation.path("summary").asString();
        }

        boolean isFor(String audience) {
            return operation
                    .path("tags")
                    .valueStream()
                    .anyMatch(tag -> tag.asString().equals(audience));
        }
    }

    private ReferencePage(JsonNode contract) {
        this.contract = contract;
        collect();
        resources.forEach(this::settle);
    }

    static String of(JsonNode contract) {
        return new ReferencePage(contract).html();
    }

    private void collect() {
        contract.path("tags").forEach(tag -> resources.put(tag.path("name").asString(), new ArrayList<>()));
        contract.path("paths").properties().forEach(path -> {
            for (String verb : ORDER) {
                JsonNode operation = path.getValue().path(verb);
                if (operation.isObject())
                    resources
                            .computeIfAbsent(operation.path("tags").path(0).asString(), _ -> new ArrayList<>())
                            .add(new Entry(verb, path.getKey(), operation));
            }
        });
        resources.values().removeIf(List::isEmpty);
    }

    // What a resource's operations answer with has its place at the head of the resource.
    private void settle(String resource, List<Entry> entries) {
        for (Entry entry : entries) {
            if (!entry.verb.equals("get") || !entry.path.matches(".*}|/[a-z]+|.*/current")) continue;
            JsonNode data = entry.operation
                    .path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json")
                    .path("schema")
                    .path("properties")
                    .path("data");
            String component = Schemas.component(data);
            if (component.isEmpty() || shown.containsKey(resource) || homes.containsKey(component)) continue;
            shown.put(resource, component);
            homes.put(component, Html.anchor(resource) + "-object");
        }
    }

    private String html() {
        var schemas = new Schemas(contract, homes);
        var operations = new OperationSection(contract, schemas);
        var content = new StringBuilder();
        resources.forEach((resource, entries) -> content.append(section(resource, entries, schemas, operations)));
        return Resources.text("/reference/reference.html")
                .replace(
                        "{{version}}",
                        Html.text(contract.path("info").path("version").asString()))
                .replace(
                        "{{summary}}",
                        Html.text(contract.path("info").path("summary").asString()))
                .replace(
                        "{{description}}",
                        Html.prose(contract.path("info").path("description").asString()))
                .replace("{{navigation}}", navigation())
                .replace("{{errors}}", errors())
                .replace("{{resources}}", content);
    }

    private String navigation() {
        var html = new StringBuilder();
        for (String group : List.of("", "Portal", "Operator")) {
            var links = new StringBuilder();
            resources.forEach((resource, entries) -> {
                if (group.equals(group(entries))) links.append(branch(resource, entries));
            });
            if (links.isEmpty()) continue;
            html.append("<p>")
                    .append(group.isEmpty() ? "Resources" : group)
                    .append("</p>\n<ul>")
                    .append(links)
                    .append("</ul>\n");
        }
        return html.toString();
    }

    private static String group(List<Entry> entries) {
        return AUDIENCES.stream()
                .filter(audience -> entries.stream().allMatch(entry -> entry.isFor(audience)))
                .findFirst()
                .orElse("");
    }

    private static String branch(String resource, List<Entry> entries) {
        var html = new StringBuilder("<li><details><summary><a href=\"#%s\">%s</a></summary>\n<ul>"
                .formatted(Html.anchor(resource), Html.text(resource)));
        for (Entry entry : entries)
            html.append("<li><a href=\"#%s\">%s<span>%s</span></a></li>\n"
                    .formatted(entry.id(), OperationSection.verb(entry.verb), Html.text(entry.summary())));
        return html.append("</ul></details></li>\n").toString();
    }

    private String section(String resource, List<Entry> entries, Schemas schemas, OperationSection operations) {
        String anchor = Html.anchor(resource);
        var html = new StringBuilder(
                "<section class=\"resource\" id=\"%s\">\n<header class=\"operation\"><div class=\"text\">\n<h2><a href=\"#%s\">%s</a></h2>\n"
                        .formatted(anchor, anchor, Html.text(resource)));
        html.append(Html.paragraphs(introduction(resource)));
        html.append(object(resource, schemas));
        html.append("</div>\n<div class=\"side\">").append(overview(entries)).append("</div></header>\n");
        for (Entry entry : entries) html.append(operations.of(entry.verb, entry.path, entry.operation));
        return html.append("</section>\n").toString();
    }

    private String introduction(String resource) {
        return contract.path("tags")
                .valueStream()
                .filter(tag -> tag.path("name").asString().equals(resource))
                .map(tag -> tag.path("description").asString(""))
                .findFirst()
                .orElse("");
    }

    private String object(String resource, Schemas schemas) {
        String component = shown.get(resource);
        if (component == null) return "";
        JsonNode schema = contract.at("/components/schemas/" + component);
        return "<details class=\"object\" id=\"" + homes.get(component) + "\"><summary>All fields of "
                + Html.text(component.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(java.util.Locale.ROOT))
                + "</summary>\n" + schemas.rows(schema, false) + "</details>\n";
    }

    private static String overview(List<Entry> entries) {
        var html = new StringBuilder("<figure class=\"sample endpoints\"><figcaption>Endpoints</figcaption><ul>\n");
        for (Entry entry : entries)
            html.append("<li><a href=\"#%s\">%s<code>%s</code></a></li>\n"
                    .formatted(entry.id(), OperationSection.verb(entry.verb), Html.path(entry.path)));
        return html.append("</ul></figure>\n").toString();
    }

    private String errors() {
        var html = new StringBuilder("<dl class=\"fields errors\">\n");
        contract.path("components")
                .path("responses")
                .forEach(response -> response.path("x-error-codes").forEach(code -> {
                    String name = Html.text(code.path("code").asString());
                    html.append(
                            "<div id=\"%s\"><dt><a href=\"#%s\"><code>%s</code></a> <span class=\"kind\">%s</span></dt><dd>%s</dd></div>\n"
                                    .formatted(
                                            name,
                                            name,
                                            name,
                                            code.path("status").asInt(),
                                            Html.prose(code.path("detail").asString())));
                }));
        return html.append("</dl>\n").toString();
    }
}
