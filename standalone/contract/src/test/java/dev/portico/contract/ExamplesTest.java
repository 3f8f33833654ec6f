package dev.portico.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every example in the reference is a request that was sent here, to all services as they run.
class ExamplesTest {

    private static final Path EXAMPLES = Repository.API.resolve("examples");

    static ObjectNode contract;
    static Map<String, ObjectNode> sent;

    @BeforeAll
    static void send() throws Exception {
        contract = Contract.of(Repository.ROOT, Repository.version());
        var portico = RunningPortico.start();
        HttpServer backEnd = backEnd();
        try {
            var recorder = new Recorder(portico.api(), contract, portico.startedAt());
            String address = "http://127.0.0.1:" + backEnd.getAddress().getPort();
            new Story(recorder, portico.operatorKey(), address).tell();
            sent = recorder.kept();
        } finally {
            backEnd.stop(0);
        }
        if (Repository.renewing()) renew();
    }

    private static HttpServer backEnd() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void renew() throws IOException {
        for (JsonNode old : Examples.in(EXAMPLES))
            Files.delete(file(old.path("operation").asString()));
        sent.forEach((operation, example) -> Repository.write(file(operation), Repository.pretty(example)));
        Repository.write(Repository.DOCUMENT, Repository.pretty(Contract.of(Repository.ROOT, Repository.version())));
    }

    private static Path file(String operation) {
        return EXAMPLES.resolve(operation + ".json");
    }

    static List<String> operations() {
        return List.copyOf(sent.keySet());
    }

    @Test
    void the_committed_examples_are_what_was_sent() {
        assertThat(Examples.in(EXAMPLES).stream()
                        .map(example -> example.path("operation").asString()))
                .as("docs/api/examples is not what was sent." + Repository.RENEW)
                .containsExactlyInAnyOrderElementsOf(sent.keySet());
        for (JsonNode committed : Examples.in(EXAMPLES)) {
            String operation = committed.path("operation").asString();
            assertThat(shape(committed))
                    .as("docs/api/examples/" + operation + ".json has another shape now." + Repository.RENEW)
                    .isEqualTo(shape(sent.get(operation)));
        }
    }

    @Test
    void no_example_holds_a_secret() {
        var random = Pattern.compile("(?=[^\"]*[A-Z])(?=[^\"]*[0-9])[A-Za-z0-9+/_=-]{40,}");
        sent.forEach((operation, example) -> assertThat(
                        random.matcher(example.toString()).results().map(MatchResult::group))
                .as(operation + ": scrub it in Scrubbed")
                .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void what_is_sent_is_what_the_contract_says(String id) {
        JsonNode operation = operation(id).orElseThrow();
        JsonNode example = sent.get(id);
        JsonNode body = example.path("request").path("body");
        if (!body.isMissingNode()) assertValid(operation.path("requestBody"), body);
        String status = example.path("response").path("status").asString();
        assertThat(operation.path("responses").has(status))
                .as("the contract knows no answer " + status)
                .isTrue();
        JsonNode answer = example.path("response").path("body");
        if (!answer.isMissingNode()) assertValid(operation.path("responses").path(status), answer);
        assertNothingUnsaid(operation.path("responses").path(status), answer);
    }

    private static void assertValid(JsonNode media, JsonNode value) {
        ObjectNode schema = (ObjectNode) schema(media).deepCopy();
        schema.set("components", contract.path("components"));
        var compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON);
        assertThat(compiled.validate(value.toString(), InputFormat.JSON))
                .as(value.toPrettyString())
                .isEmpty();
    }

    // A schema lets in what it does not know; an answer must not hold what the contract does not know.
    private static void assertNothingUnsaid(JsonNode media, JsonNode value) {
        JsonNode schema = schema(media);
        if (!schema.isMissingNode()) unsaid("", schema, value);
    }

    private static void unsaid(String at, JsonNode schema, JsonNode value) {
        JsonNode known = resolved(schema);
        if (value.isArray()) value.forEach(item -> unsaid(at + "[]", known.path("items"), item));
        if (!value.isObject() || known.path("additionalProperties").asBoolean(false)) return;
        if (known.path("properties").isMissingNode()) return;
        value.propertyStream().forEach(field -> {
            assertThat(known.path("properties").has(field.getKey()))
                    .as(at + " " + field.getKey())
                    .isTrue();
            unsaid(at + " " + field.getKey(), known.path("properties").path(field.getKey()), field.getValue());
        });
    }

    private static JsonNode resolved(JsonNode schema) {
        if (schema.has("oneOf")) return resolved(schema.path("oneOf").path(0));
        String reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : resolved(contract.at(reference.substring(1)));
    }

    private static JsonNode schema(JsonNode media) {
        return media.path("content").path("application/json").path("schema");
    }

    private static Optional<JsonNode> operation(String id) {
        return contract.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .filter(operation -> operation.path("operationId").asString().equals(id))
                .findFirst();
    }

    // The names of all fields, whatever they hold.
    private static TreeSet<String> shape(JsonNode json) {
        var shape = new TreeSet<String>();
        shape("", json, shape);
        return shape;
    }

    private static void shape(String at, JsonNode json, TreeSet<String> shape) {
        shape.add(at);
        if (json.isArray()) json.forEach(item -> shape(at + "[]", item, shape));
        json.propertyStream().forEach(field -> shape(at + "." + field.getKey(), field.getValue(), shape));
    }
}
