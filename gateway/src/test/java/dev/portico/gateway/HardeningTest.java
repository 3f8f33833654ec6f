package dev.portico.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cloud.gateway.server.mvc.config.GatewayMvcProperties;

/// The door under bad weather: hostile clients in front of it, slow and broken services behind.
class HardeningTest {

    static StubServices services;
    static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        services = new StubServices();
        gateway = new RunningGateway(
                services,
                "--portico.gateway.answer-within=PT1S",
                "--portico.gateway.calls-at-a-time=8",
                "--portico.gateway.body-within=PT1S",
                "--server.tomcat.connection-timeout=1s",
                "--management.server.port=0");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.close();
    }

    @AfterEach
    void mend() {
        services.failing = false;
        services.slowness = Duration.ZERO;
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, /transactions, 200",
        "localhost, /nowhere, 404",
        "localhost, /docs, 200",
        "localhost, /docs/reference.js, 200",
        "localhost, /openapi.json, 200",
        "localhost, /health, 200",
        "acme.localhost, /, 200",
        "acme.localhost, /brand.css, 200",
        "acme.localhost, /assets/none.js, 404",
        "acme.localhost, /api/subscriptions, 200",
        "acme.localhost, /api/nowhere, 404",
        "nobody.localhost, /, 404",
    })
    void every_answer_tells_the_browser_to_be_strict(String host, String path, int status) throws Exception {
        var answer = gateway.send(gateway.request(host, path).header("Authorization", "Bearer good-key"));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(said(answer, "Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .contains("require-trusted-types-for 'script'")
                .contains("trusted-types 'none'")
                .doesNotContain("unsafe", "*", "http:");
        assertThat(said(answer, "X-Request-Id")).hasSize(1);
        assertThat(said(answer, "X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(said(answer, "Referrer-Policy")).containsExactly("no-referrer");
        assertThat(said(answer, "Cross-Origin-Opener-Policy")).containsExactly("same-origin");
        assertThat(said(answer, "Cross-Origin-Resource-Policy")).containsExactly("same-origin");
        assertThat(said(answer, "Permissions-Policy")).hasSize(1);
        assertThat(said(answer, "Strict-Transport-Security")).containsExactly("max-age=31536000; includeSubDomains");
        assertThat(said(answer, "Server")).isEmpty();
        assertThat(said(answer, "Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void many_at_a_time_are_all_answered() throws Exception {
        var answers = new ArrayList<Future<Integer>>();
        try (var clients = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 400; i++) {
                String key = i % 2 == 0 ? "good-key" : "wrong-" + i;
                answers.add(clients.submit(() -> gateway.api("/products", key).statusCode()));
            }
        }
        for (var answer : answers) assertThat(answer.get()).isIn(200, 403, 429);
    }

    @Test
    void a_service_that_takes_too_long_is_not_waited_for() throws Exception {
        services.slowness = Duration.ofSeconds(3);
        assertRefused(gateway.api("/invoices", "good-key"), 503, "temporarily_unavailable");
    }

    @Test
    void a_slow_service_takes_no_more_than_its_part_of_the_gateway() throws Exception {
        services.slowness = Duration.ofMillis(700);
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < 24; i++) waiting.add(clients.submit(() -> gateway.api("/notifications", "good-key")));
            for (var answer : waiting) answers.add(answer.get());
        }
        services.slowness = Duration.ZERO;
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSizeGreaterThanOrEqualTo(8);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertRefused(answer, 503, "service_unavailable");
                    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
                });
        assertThat(gateway.api("/transactions", "good-key").statusCode()).isEqualTo(200);
    }

    @Test
    void if_nobody_can_say_who_is_asking_he_is_told_to_come_again() throws Exception {
        services.failing = true;
        assertRefused(gateway.api("/customers", "a-key-never-seen"), 503, "service_unavailable");
        assertRefused(gateway.send(gateway.request("acme2.localhost", "/api/portal")), 503, "service_unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/transactions", "/customers/ctm_1?after=", "/invoice-documents/", "/?"})
    void an_address_that_is_too_long_is_refused(String path) throws Exception {
        for (int length : new int[] {8_193, 12_000, 20_000, 200_000})
            assertRefusedUnread(raw(get(path + "x".repeat(length), "Host: localhost")));
    }

    @Test
    void too_many_bytes_of_headers_are_refused() throws Exception {
        assertRefusedUnread(raw(get("/transactions", "Host: localhost", "X: " + "x".repeat(16_384))));
        assertRefusedUnread(raw(
                get("/transactions", "Host: localhost", "A: " + "x".repeat(9_000), "Cookie: " + "x".repeat(9_000))));
        assertRefusedUnread(raw(get("/transactions", "Host: localhost\r\n" + "A: b\r\n".repeat(300) + "B: c")));
        assertThat(raw(get("/transactions", "Host: localhost", "Connection: close", "X: " + "x".repeat(15_000))))
                .startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @MethodSource("ambiguous")
    void what_two_could_read_differently_goes_no_further(String what, String request) throws Exception {
        int before = services.seen.size();
        assertRefusedUnread(raw(request));
        assertThat(services.seen).as(what).hasSize(before);
    }

    static Stream<Arguments> ambiguous() {
        var paths = Stream.of(
                        "/..;/transactions",
                        "/transactions;x=1",
                        "/customers/..;a=b/transactions",
                        "/;/transactions",
                        "//transactions",
                        "/customers//ctm_1",
                        "/./transactions",
                        "/customers/../transactions",
                        "/customers/..",
                        "/../../etc/passwd",
                        "/%2e%2e/gateway/hosts/acme.localhost",
                        "/%2E/transactions",
                        "/.%2e/transactions",
                        "/customers%2f..%2ftransactions",
                        "/customers%2Fctm_1",
                        "/customers%5cctm_1",
                        "/customers%3bx",
                        "/customers%00",
                        "/customers%0d%0aX:1",
                        "/customers%7f",
                        "/customers%252f..%252ftransactions",
                        "/%252e%252e/transactions",
                        "/customers/%25",
                        "/customers/%",
                        "/customers/%2",
                        "/customers/%zz",
                        "/customers/a\\b",
                        "/customers/\u00e9",
                        "/customers/<a>",
                        "/customers/a\"b",
                        "/customers/{a}",
                        "/customers/a|b",
                        "/customers/a^b",
                        "*",
                        "transactions",
                        "http://localhost@evil.example/transactions")
                .map(path -> Arguments.of("the path " + path, get(path, "Host: localhost")));
        var hosts = Stream.of(
                        "X: y",
                        "Host: localhost\r\nHost: acme.localhost",
                        "Host: localhost\r\nHost: localhost",
                        "Host: localhost, acme.localhost",
                        "Host: localhost/transactions",
                        "Host: localhost:80:80",
                        "Host: localhost:x",
                        "Host: acme.localhost@localhost",
                        "Host: local host",
                        "Host : localhost",
                        "Host: localhost\r\nA : b",
                        "Host: localhost\r\n folded: x",
                        "Host: localhost\r\nA\u0001: b",
                        "Host: localhost\r\nA: b\u0000c",
                        "Host: localhost\r\n: b")
                .map(headers -> Arguments.of(headers, get("/transactions", headers)));
        var lengths = Stream.of(
                        "Content-Length: 3\r\nContent-Length: 4",
                        "Content-Length: 4\r\nContent-Length: 4\r\nContent-Length: 5",
                        "Content-Length: 4, 5",
                        "Content-Length: +4",
                        "Content-Length: -4",
                        "Content-Length: 0x4",
                        "Content-Length: 99999999999999999999",
                        "Transfer-Encoding: xchunked",
                        "Transfer-Encoding: chunked, identity",
                        "Transfer-Encoding: identity, chunked, chunked",
                        "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
                        "Transfer-Encoding: \u000bchunked",
                        "Transfer-Encoding : chunked",
                        "Transfer-Encoding: gzip")
                .map(headers -> Arguments.of(
                        headers,
                        "POST /customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer good-key\r\n" + headers
                                + "\r\n\r\nabcd"));
        var chunks = Stream.of(
                        "4;\r\nabcd\r\n0\r\n\r\n".replace("4;", "zz"),
                        "-4\r\nabcd\r\n0\r\n\r\n",
                        "0x4\r\nabcd\r\n0\r\n\r\n",
                        "4\r\nabcdef\r\n0\r\n\r\n",
                        "fffffffffffffffff\r\nabcd\r\n0\r\n\r\n")
                .map(chunk -> Arguments.of(
                        "the chunk " + chunk,
                        "POST /customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer good-key\r\n"
                                + "Transfer-Encoding: chunked\r\n\r\n" + chunk));
        return Stream.of(
                        paths,
                        hosts,
                        lengths,
                        chunks,
                        Stream.of(
                                Arguments.of("TRACE", "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
                                Arguments.of("an unknown version", "GET / HTTP/3.0\r\nHost: localhost\r\n\r\n")))
                .flatMap(table -> table);
    }

    // The standard lets a server read it as chunked, if it then hangs up: whoever stands behind it reads no second one.
    @Test
    void a_request_with_two_lengths_smuggles_no_other_one() throws Exception {
        int before = services.seen.size();
        String smuggled = "POST /customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer good-key\r\n"
                + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                + get("/transactions", "Host: localhost", "Authorization: Bearer good-key");
        assertThat(raw(smuggled).split("HTTP/1\\.1 ", -1)).as("one answer").hasSize(2);
        assertThat(services.seen.size() - before).isLessThanOrEqualTo(1);
        assertThat(services.seen.subList(before, services.seen.size()))
                .allSatisfy(seen -> assertThat(seen.method()).isEqualTo("POST"));
    }

    @Test
    void addresses_that_are_plain_are_left_as_they_are() throws Exception {
        for (String path : List.of("/customers/a%20b", "/customers/caf%C3%A9", "/customers/a.b..c", "/customers/a:b@c"))
            assertThat(gateway.api(path, "good-key").statusCode()).as(path).isEqualTo(200);
        assertThat(services.last().path()).isEqualTo("/customers/a:b@c");
    }

    private static String get(String path, String... headers) {
        return "GET " + path + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    private static void assertRefusedUnread(String answer) {
        assertThat(answer)
                .containsPattern("^HTTP/1.1 4(00|05) ")
                .contains("application/json", "{\"error\":{\"type\":\"request_error\"")
                .doesNotContain("Apache", "Tomcat", "java.", "<html")
                .doesNotContainIgnoringCase("\nserver:");
    }

    @Test
    void whoever_is_slow_with_his_headers_is_hung_up_on() throws Exception {
        try (var socket = new Socket("127.0.0.1", gateway.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET /transactions HTTP/1.1\r\nHost: loc".getBytes(ISO_8859_1));
            assertThat(answered(socket)).doesNotContain("200");
        }
    }

    @Test
    void whoever_sends_nothing_is_hung_up_on() throws Exception {
        try (var socket = new Socket("127.0.0.1", gateway.port)) {
            socket.setSoTimeout(10_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoever_is_slow_with_his_body_is_refused_and_no_service_hears_of_it() throws Exception {
        int before = services.seen.size();
        try (var socket = new Socket("127.0.0.1", gateway.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer good-key\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
                            .getBytes(ISO_8859_1));
            assertThat(answered(socket)).startsWith("HTTP/1.1 4").contains("bad_request");
        }
        assertThat(services.seen).hasSize(before);
    }

    @Test
    void a_body_that_drips_is_not_waited_for_however_steadily_it_drips() throws Exception {
        try (var socket = new Socket("127.0.0.1", gateway.port);
                var dripping = Executors.newVirtualThreadPerTaskExecutor()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("POST /customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer good-key\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n")
                            .getBytes(ISO_8859_1));
            var drops = dripping.submit(() -> drip(socket));
            assertThat(answered(socket)).startsWith("HTTP/1.1 4").contains("bad_request");
            drops.cancel(true);
        }
    }

    @Test
    void the_actuator_answers_on_its_own_port_only() throws Exception {
        String own = gateway.context.getEnvironment().getProperty("local.management.port");
        assertThat(own).isNotNull().isNotEqualTo(String.valueOf(gateway.port));
        var health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + own + "/actuator/health"));
        assertThat(gateway.send(health).statusCode()).isEqualTo(200);
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/gateway/routes", "/actuator/env"))
            for (String host : List.of("localhost", "acme.localhost"))
                assertThat(gateway.send(gateway.request(host, path).header("Accept", "application/json"))
                                .body())
                        .doesNotContain("_links", "\"status\":\"UP\"", "predicate");
        var routes = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + own + "/actuator/gateway/routes"));
        assertThat(gateway.send(routes).statusCode()).isEqualTo(404);
    }

    // CVE-2026-59428: a WebSocket's handshake comes from any site, so there must be nothing that answers one.
    @Test
    void nothing_speaks_websocket() throws Exception {
        assertThat(gateway.context.getBean(GatewayMvcProperties.class).getRoutes())
                .as("routes are code")
                .isEmpty();
        String handshake = " HTTP/1.1\r\nHost: acme.localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        for (String path : List.of("/", "/api/portal", "/api/subscriptions"))
            assertThat(raw("GET " + path + handshake)).doesNotStartWith("HTTP/1.1 101");
        URI http = URI.create("http://localhost:1");
        assertThatThrownBy(() -> new GatewaySettings.Services(http, URI.create("ws://localhost:1"), http, http, http))
                .hasMessageContaining("must be http or https addresses");
    }

    private static Void drip(Socket socket) throws Exception {
        while (!Thread.interrupted()) {
            socket.getOutputStream().write(' ');
            Thread.sleep(100);
        }
        return null;
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", gateway.port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return answered(socket);
        }
    }

    // Whatever comes until the other side has nothing more to say.
    private static String answered(Socket socket) {
        var answer = new java.io.ByteArrayOutputStream();
        try {
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                answer.write(next);
            }
        } catch (IOException hungUp) {
            return answer.toString(ISO_8859_1);
        }
        return answer.toString(ISO_8859_1);
    }

    private static List<String> said(HttpResponse<String> answer, String header) {
        return answer.headers().allValues(header);
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"");
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
