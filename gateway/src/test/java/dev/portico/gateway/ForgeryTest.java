package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What another site's page can make a signed-in browser send changes nothing: every operation of the contract that
/// changes something, in every form that such a request can have. A new operation is among them as soon as the contract
/// has it.
class ForgeryTest {

    private static final Set<String> READING = Set.of("get", "head", "options");

    private static StubServices services;
    private static RunningGateway gateway;

    /// One way to send a request from elsewhere.
    private record Forgery(String what, Map<String, String> headers) {

        @Override
        public String toString() {
            return what;
        }
    }

    private record Change(String verb, String path) {}

    @BeforeAll
    static void start() throws Exception {
        services = new StubServices();
        // What is refused is counted, and these are many.
        gateway = new RunningGateway(services, "--portico.gateway.limits.refused=0");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.close();
    }

    static Stream<Forgery> forgeries() {
        return Stream.of(
                new Forgery("no origin", without("Origin")),
                new Forgery("another site's origin", with("Origin", "https://evil.example")),
                new Forgery("another portal's origin", with("Origin", "http://other.localhost:" + gateway.port)),
                new Forgery("another port's origin", with("Origin", "http://acme.localhost")),
                new Forgery("an opaque origin", with("Origin", "null")),
                new Forgery("plain text", with("Content-Type", "text/plain")),
                new Forgery("plain text that mentions JSON", with("Content-Type", "text/plain; application/json")),
                new Forgery("a form", with("Content-Type", "application/x-www-form-urlencoded")),
                new Forgery("a form with parts", with("Content-Type", "multipart/form-data; boundary=x")),
                new Forgery("without the web app's header", without("X-Portal")),
                new Forgery("from another site, by the browser's word", with("Sec-Fetch-Site", "cross-site")),
                new Forgery("from a sibling's host, by the browser's word", with("Sec-Fetch-Site", "same-site")),
                new Forgery("from nowhere, by the browser's word", with("Sec-Fetch-Site", "none")));
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void no_change_is_accepted_from_elsewhere(Forgery forgery) throws Exception {
        int before = services.seen.size();
        var let = new ArrayList<Change>();
        for (Change change : changes()) if (status(change, forgery.headers()) != 403) let.add(change);
        assertThat(let).isEmpty();
        assertThat(services.seen).hasSize(before);
    }

    @Test
    void the_portals_own_page_is_heard_in_browsers_of_any_age() throws Exception {
        for (var headers : List.of(own(), with("Sec-Fetch-Site", "same-origin"), without("Content-Type"))) {
            for (Change change : changes())
                assertThat(status(change, headers)).as(change.toString()).isEqualTo(200);
        }
    }

    private static int status(Change change, Map<String, String> headers) throws Exception {
        HttpRequest.Builder request = gateway.request("acme.localhost", "/api" + change.path())
                .header("Cookie", "__Host-sid=good-session")
                .method(change.verb(), BodyPublishers.ofString("{}"));
        headers.forEach(request::header);
        return gateway.send(request).statusCode();
    }

    // The doors that only the operator or an API key may pass are tried, too: who asks is not known before.
    private static List<Change> changes() throws IOException {
        try (var file = Objects.requireNonNull(ForgeryTest.class.getResourceAsStream("/openapi.json"))) {
            JsonNode contract = new JsonMapper().readTree(file.readAllBytes());
            List<Change> changes = contract.path("paths")
                    .propertyStream()
                    .flatMap(path -> path.getValue()
                            .propertyStream()
                            .map(Map.Entry::getKey)
                            .filter(verb -> !READING.contains(verb))
                            .map(verb -> new Change(verb.toUpperCase(java.util.Locale.ROOT), filled(path.getKey()))))
                    .toList();
            assertThat(changes).hasSizeGreaterThan(40);
            return changes;
        }
    }

    private static String filled(String path) {
        return path.replaceAll("\\{[^}]+}", "x");
    }

    private static Map<String, String> own() {
        return Map.of(
                "X-Portal", "1",
                "Origin", "http://acme.localhost:" + gateway.port,
                "Content-Type", "application/json");
    }

    private static Map<String, String> with(String header, String value) {
        return Stream.concat(own().entrySet().stream(), Stream.of(Map.entry(header, value)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (_, last) -> last));
    }

    private static Map<String, String> without(String header) {
        return own().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(header))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
