package dev.portico.gateway.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;

/// How an operation is called: from a shell, and with Paddle's Node SDK. Values are those of a request that a test has
/// sent.
final class Samples {

    private static final ObjectWriter PRETTY = Resources.JSON
            .writer()
            .with(new DefaultPrettyPrinter(Separators.createDefaultInstance()
                            .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                            .withObjectEmptySeparator("")
                            .withArrayEmptySeparator(""))
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));
    private static final Properties NODE = Resources.properties("/reference/node-sdk.properties");

    private Samples() {}

    static String curl(String verb, String path, JsonNode operation) {
        JsonNode body = body(operation);
        var lines = new ArrayList<String>();
        String address = "https://api.example.com" + filled(path, operation) + query(operation);
        lines.add("curl" + (verb.equals("get") ? " " : " -X " + verb.toUpperCase(java.util.Locale.ROOT) + " ")
                + quoted(address));
        if (!isOpen(operation)) lines.add("  -H \"Authorization: Bearer $KEY\"");
        if (body != null) {
            lines.add("  -H \"Content-Type: application/json\"");
            lines.add("  -d " + quoted(pretty(body)));
        }
        return String.join(" \\\n", lines);
    }

    /// Empty if the SDK has no such call.
    static String node(String path, JsonNode operation) {
        String call = NODE.getProperty(operation.path("operationId").asString());
        if (call == null) return "";
        List<String> arguments = new ArrayList<>();
        for (String part : filled(path, operation).split("/"))
            if (path.contains("{") && part.matches("\\{.*}|[a-z]+_[a-z0-9]{26}")) arguments.add("'" + part + "'");
        JsonNode body = body(operation);
        if (body != null) arguments.add(script(body, "", false));
        else if (!query(operation).isEmpty()) arguments.add(script(queried(operation), "", false));
        String called = "paddle." + call + "(" + String.join(", ", arguments) + ")";
        if (!operation.path("operationId").asString().startsWith("list") || call.endsWith("!"))
            return "const " + variable(call) + " = await " + called.replace("!", "") + ";";
        return "for await (const " + variable(call) + " of " + called + ") {\n  console.log(" + variable(call)
                + ".id);\n}";
    }

    private static String variable(String call) {
        String resource = call.replaceAll("\\..*", "");
        return resource.endsWith("ies")
                ? resource.substring(0, resource.length() - 3) + "y"
                : resource.replaceAll("sses$", "ss").replaceAll("([^s])s$", "$1");
    }

    static String pretty(JsonNode json) {
        return PRETTY.writeValueAsString(json);
    }

    static @Nullable JsonNode body(JsonNode operation) {
        JsonNode example = operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("example");
        return example.isMissingNode() ? null : example;
    }

    private static boolean isOpen(JsonNode operation) {
        return operation.path("security").valueStream().anyMatch(JsonNode::isEmpty);
    }

    // The values that the test's request had; the name of the variable where no test has sent one.
    private static String filled(String path, JsonNode operation) {
        String filled = path;
        for (Map.Entry<String, JsonNode> value :
                operation.path("x-example").path("path").properties())
            filled = filled.replace("{" + value.getKey() + "}", value.getValue().asString());
        return filled;
    }

    private static JsonNode queried(JsonNode operation) {
        return operation.path("x-example").path("query");
    }

    private static String query(JsonNode operation) {
        String query = queried(operation)
                .propertyStream()
                .map(value -> value.getKey() + "=" + value.getValue().asString())
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    // JSON as a JavaScript programmer writes it, with the SDK's names; what is in custom data keeps its own.
    static String script(JsonNode json, String indent, boolean verbatim) {
        String deeper = indent + "  ";
        if (json.isObject()) {
            if (json.isEmpty()) return "{}";
            return json.propertyStream()
                    .map(field -> deeper + key(field.getKey(), verbatim) + ": "
                            + script(
                                    field.getValue(),
                                    deeper,
                                    verbatim || field.getKey().equals("custom_data")))
                    .collect(Collectors.joining(",\n", "{\n", ",\n" + indent + "}"));
        }
        if (json.isArray())
            return json.isEmpty()
                    ? "[]"
                    : json.valueStream()
                            .map(item -> script(item, indent, verbatim))
                            .collect(Collectors.joining(", ", "[", "]"));
        return json.isString()
                ? "'" + json.asString().replace("\\", "\\\\").replace("'", "\\'") + "'"
                : json.toString();
    }

    private static String key(String name, boolean verbatim) {
        if (verbatim) return name.matches("[A-Za-z_$][\\w$]*") ? name : "'" + name + "'";
        var camel = new StringBuilder();
        for (String word : name.split("_"))
            camel.append(camel.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
        String key = camel.toString();
        return key.matches("[A-Za-z_$][\\w$]*") ? key : "'" + key + "'";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
