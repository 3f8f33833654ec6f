package dev.portico.contract;

import dev.portico.chassis.caller.RecentSignIn;
import dev.portico.chassis.error.ErrorCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The OpenAPI 3.1 document of everything that the gateway lets in.
public final class Contract {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Sources sources;
    private final Glossary glossary = new Glossary();
    private final Shapes shapes;
    private final Parameters parameters;
    private final Answers answers;
    private final Bodies bodies;

    private Contract(Path root) {
        sources = new Sources(root);
        shapes = new Shapes(sources, glossary);
        parameters = new Parameters(shapes, sources, glossary);
        answers = new Answers(shapes);
        bodies = new Bodies(shapes);
    }

    /// @param root the repository, for what only its sources say
    /// @param version of the product
    public static ObjectNode of(Path root, String version) {
        ObjectNode document = new Contract(root).document(version);
        Examples.show(Examples.in(root.resolve("docs/api/examples")), document);
        return document;
    }

    /// What a service answers, but no route leads to.
    public static List<String> shut() {
        return Controllers.shut().stream()
                .map(operation -> operation.verb() + " " + operation.path())
                .toList();
    }

    private ObjectNode document(String version) {
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info").put("title", "Portico API").put("version", version);
        info.put("summary", glossary.of("info.summary").orElse(""));
        info.put("description", glossary.of("info.description").orElse(""));
        info.putObject("license").put("name", "Apache 2.0").put("identifier", "Apache-2.0");
        document.putArray("servers")
                .addObject()
                .put("url", "/")
                .put("description", "The API host of this installation.");
        List<Operation> open = Controllers.open();
        document.set("tags", tags(open));
        document.set("paths", paths(open));
        document.set("components", components());
        return document;
    }

    private ArrayNode tags(List<Operation> open) {
        Map<String, String> resources = new TreeMap<>();
        for (Operation operation : open)
            resources.putIfAbsent(
                    tag(operation),
                    glossary.of("tag." + resource(operation))
                            .orElseGet(() -> sources.of(operation.handler().getDeclaringClass())
                                    .text()));
        var ordered = new LinkedHashMap<String, String>();
        for (String first : glossary.of("tags").orElse("").split(", *"))
            if (resources.containsKey(first)) ordered.put(first, resources.remove(first));
        ordered.putAll(resources);
        ArrayNode tags = JSON.arrayNode();
        ordered.forEach((name, text) -> tags.addObject().put("name", name).put("description", text));
        for (String audience : List.of("Portal", "Operator"))
            tags.addObject()
                    .put("name", audience)
                    .put("description", glossary.of("tag." + audience).orElse(""));
        return tags;
    }

    private String resource(Operation operation) {
        return glossary.of("resource." + operation.resource()).orElse(operation.resource());
    }

    private String tag(Operation operation) {
        String spoken = Names.spoken(resource(operation));
        return Character.toUpperCase(spoken.charAt(0)) + spoken.substring(1);
    }

    private ObjectNode paths(List<Operation> open) {
        Map<Operation, String> ids = ids(open);
        var described = new LinkedHashMap<Operation, ObjectNode>();
        // Answers first: what is sent is described as a variation of what is answered.
        for (Operation operation : open)
            described.put(operation, answers.of(operation, Demands.of(operation.handler(), sources)));
        ObjectNode paths = JSON.objectNode();
        described.forEach((operation, responses) -> {
            ObjectNode path =
                    paths.withObject("/" + operation.path().replace("~", "~0").replace("/", "~1"));
            path.set(operation.verb(), operation(operation, ids.getOrDefault(operation, ""), responses));
        });
        return paths;
    }

    private Map<Operation, String> ids(List<Operation> open) {
        var byId = new LinkedHashMap<String, List<Operation>>();
        for (Operation operation : open)
            byId.computeIfAbsent(operation.id(false), _ -> new ArrayList<>()).add(operation);
        var ids = new LinkedHashMap<Operation, String>();
        byId.forEach((id, operations) -> {
            operations.sort(Comparator.comparing(operation -> operation.path().length()));
            for (Operation operation : operations)
                ids.put(operation, named(operation == operations.getFirst() ? id : operation.id(true)));
        });
        return ids;
    }

    private String named(String id) {
        return glossary.of("name." + id).orElse(id);
    }

    private ObjectNode operation(Operation operation, String id, ObjectNode responses) {
        Demands demands = Demands.of(operation.handler(), sources);
        ObjectNode described = JSON.objectNode();
        ArrayNode tags = described.putArray("tags").add(tag(operation));
        if (operation.audience().equals(Set.of(Operation.Audience.OPERATOR))) tags.add("Operator");
        else if (!operation.isForMerchants() && !operation.audience().contains(Operation.Audience.ANYBODY))
            tags.add("Portal");
        described.put("operationId", id);
        described.put("summary", glossary.of("summary." + id).orElseGet(() -> summary(id)));
        String text = glossary.of("operation." + id)
                .orElse(sources.of(operation.handler()).text());
        Permissions.of(operation).ifPresent(permission -> described.put("x-permission", permission));
        if (!text.isEmpty()) described.put("description", text);
        ArrayNode audience = described.putArray("x-audience");
        operation.audience().stream()
                .map(who -> who.name().toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .forEach(audience::add);
        described.set("security", security(operation));
        ArrayNode taken = parameters.of(operation, demands);
        if (operation.verb().equals("post") && operation.isRepeatable())
            taken.add(Parameters.reference("Idempotency-Key"));
        if (operation.verb().equals("patch")) taken.add(Parameters.reference("If-Match"));
        if (!taken.isEmpty()) described.set("parameters", taken);
        bodies.of(operation, demands).ifPresent(body -> described.set("requestBody", body));
        described.set("responses", responses);
        List<String> codes = ownCodes(operation, demands);
        if (!codes.isEmpty()) codes.forEach(described.putArray("x-error-codes")::add);
        return described;
    }

    // `updatePaymentMethod` as "Update a payment method".
    static String summary(String id) {
        String[] words = id.split("(?=[A-Z])", 2);
        String verb = Character.toUpperCase(words[0].charAt(0)) + words[0].substring(1);
        if (words.length == 1) return verb;
        String noun = Names.spoken(words[1]);
        boolean many = Names.isPlural(noun) || noun.startsWith("current ");
        return verb + " " + (many ? noun.replaceFirst("^current ", "the current ") : Names.withArticle(noun));
    }

    private static ArrayNode security(Operation operation) {
        ArrayNode security = JSON.arrayNode();
        for (Operation.Audience who : new java.util.TreeSet<>(operation.audience()))
            switch (who) {
                case MERCHANT -> security.addObject().putArray("apiKey");
                case CUSTOMER -> security.addObject().putArray("session");
                case TASK -> security.addObject().putArray("task");
                case OPERATOR -> security.addObject().putArray("operatorKey");
                case VISITOR, ANYBODY -> security.addObject();
            }
        return security;
    }

    // Those that not every request can meet with.
    private static List<String> ownCodes(Operation operation, Demands demands) {
        Set<ErrorCode> common = Answers.COMMON;
        return Arrays.stream(ErrorCode.values())
                .filter(code -> demands.codes.contains(code.name()) || isDueTo(operation, code))
                .filter(code -> !common.contains(code))
                .map(ErrorCode::wire)
                .filter(code -> !operation.verb().equals("get") || !code.startsWith("customer_already"))
                .toList();
    }

    private static boolean isDueTo(Operation operation, ErrorCode code) {
        return code == ErrorCode.RECENT_SIGN_IN_REQUIRED && operation.handler().isAnnotationPresent(RecentSignIn.class);
    }

    private ObjectNode components() {
        ObjectNode components = JSON.objectNode();
        components.set("responses", answers.refusals());
        ObjectNode schemas = components.putObject("schemas");
        shapes.components().forEach(schemas::set);
        components.set("parameters", Parameters.shared());
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("apiKey")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", glossary.of("security.apiKey").orElse(""));
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "__Host-sid")
                .put("description", glossary.of("security.session").orElse(""));
        schemes.putObject("task")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", "Portico-Task")
                .put("description", glossary.of("security.task").orElse(""));
        schemes.putObject("operatorKey")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", glossary.of("security.operatorKey").orElse(""));
        return components;
    }
}
