package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.InternalTokens;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class GatewayTest {

    static StubServices services;
    static ConfigurableApplicationContext gateway;
    static InternalTokens tokens;
    static String port;

    final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        services = new StubServices();
        ECKey key = new ECKeyGenerator(Curve.P_256).generate();
        tokens = new InternalTokens(key.toPublicJWK().toJSONString(), Clock.systemUTC());
        String at = services.address();
        gateway = new SpringApplicationBuilder(GatewayApplication.class)
                .run(
                        "--spring.config.name=gateway",
                        "--server.port=0",
                        "--portico.service.keys.token=" + key.toJSONString(),
                        "--portico.gateway.operator-key=the-operator",
                        "--portico.gateway.largest-import=1000000",
                        "--portico.gateway.services.auth=" + at,
                        "--portico.gateway.services.billing=" + at,
                        "--portico.gateway.services.subscription=" + at,
                        "--portico.gateway.services.invoice=" + at,
                        "--portico.gateway.services.notification=" + at);
        port = gateway.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.close();
    }

    @AfterEach
    void mend() {
        services.failing = false;
    }

    @Test
    void an_api_key_becomes_a_token_for_one_service() throws Exception {
        assertThat(api("/transactions?per_page=3", "bearer good-key").statusCode())
                .isEqualTo(200);
        assertThat(services.last().path()).isEqualTo("/transactions?per_page=3");
        assertThat(tokenFor("billing"))
                .isEqualTo(new InternalToken(
                        new Caller.Merchant("mer_1", "apikey_1", Set.of("transaction.read")),
                        "http://localhost:" + port));
        assertThat(tokens.verify(services.last().header(InternalTokens.HEADER), "auth"))
                .isEmpty();
    }

    @Test
    void nothing_a_client_says_of_itself_goes_further() throws Exception {
        var request = request("localhost", "/customers/ctm_1")
                .header("Authorization", "Bearer good-key")
                .header(InternalTokens.HEADER, "forged")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "host=evil.example")
                .header("X-Merchant-Id", "mer_2")
                .header("Cookie", "a=b");
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        var seen = services.last();
        assertThat(tokenFor("billing").principal()).isInstanceOf(Caller.Merchant.class);
        for (String header :
                Set.of("Authorization", "X-Forwarded-Host", "X-Forwarded-For", "Forwarded", "X-Merchant-Id", "Cookie"))
            assertThat(seen.header(header)).as(header).isEmpty();
    }

    @Test
    void what_a_payment_provider_tells_goes_in_without_a_credential_byte_for_byte_and_with_its_signature()
            throws Exception {
        String told = "{ \"id\" : \"evt_1\",\n \"amount\": 1.0 }";
        var notice = request("localhost", "/provider-webhooks")
                .header("Content-Type", "application/json")
                .header("Stripe-Signature", "t=1,v1=ab")
                .header("Portico-Signature", "t=1,v1=cd")
                .header("X-Merchant-Id", "mer_2")
                .POST(HttpRequest.BodyPublishers.ofString(told));
        assertThat(send(notice).statusCode()).isEqualTo(200);
        var seen = services.last();
        assertThat(seen.body()).isEqualTo(told);
        assertThat(seen.header("Stripe-Signature")).isEqualTo("t=1,v1=ab");
        assertThat(seen.header("Portico-Signature")).isEqualTo("t=1,v1=cd");
        assertThat(seen.header("X-Merchant-Id")).isEmpty();
        assertThat(tokenFor("billing").principal()).isEqualTo(new Insider.Anonymous());
        // Nobody but billing-service reads them.
        send(request("localhost", "/invoice-documents/x").header("Stripe-Signature", "t=1,v1=ab"));
        assertThat(services.last().header("Stripe-Signature")).isEmpty();
    }

    @Test
    void a_session_is_a_customer_at_his_merchants_portal_only() throws Exception {
        var request = request("acme.localhost", "/api/subscriptions").header("Cookie", "__Host-sid=good-session");
        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(services.last().path()).isEqualTo("/subscriptions");
        assertThat(tokenFor("subscription").principal()).isEqualTo(new Caller.Customer("mer_1", "ctm_1", "ses_1"));
        assertThat(tokenFor("subscription").signedInAt()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));

        send(request("acme.localhost", "/api/subscriptions").header("Cookie", "__Host-sid=bad"));
        assertThat(tokenFor("subscription").principal()).isEqualTo(new Caller.Visitor("mer_1"));
        assertThat(tokenFor("subscription").signedInAt()).isNull();

        var elsewhere = request("localhost", "/subscriptions").header("Cookie", "__Host-sid=good-session");
        assertRefused(send(elsewhere), 401, "authentication_missing");
    }

    @Test
    void a_tasks_link_is_its_holder_whoever_is_signed_in_and_goes_no_further() throws Exception {
        var request = request("acme.localhost", "/api/task")
                .header("Portico-Task", "tsk_good")
                .header("Cookie", "__Host-sid=good-session");
        assertThat(send(request).statusCode()).isEqualTo(200);
        assertThat(tokenFor("billing").principal()).isEqualTo(new Caller.Payer("mer_1", "ctm_1", "txn_1"));
        assertThat(services.last().header("Portico-Task")).isEmpty();
        assertThat(services.last().header("Cookie")).isEmpty();
    }

    @Test
    void a_tasks_link_that_opens_nothing_here_is_refused_and_makes_nobody_of_whoever_is_signed_in() throws Exception {
        for (String token : new String[] {"tsk_bad", "good-session", "x".repeat(300)})
            assertRefused(
                    send(request("acme.localhost", "/api/transactions")
                            .header("Portico-Task", token)
                            .header("Cookie", "__Host-sid=good-session")),
                    410,
                    "task_link_expired");
        assertRefused(
                send(request("localhost", "/task").header("Portico-Task", "tsk_good")), 401, "authentication_missing");
    }

    @Test
    void an_api_key_opens_nothing_at_a_portal() throws Exception {
        send(request("acme.localhost", "/api/transactions").header("Authorization", "Bearer good-key"));
        assertThat(tokenFor("billing").principal()).isEqualTo(new Caller.Visitor("mer_1"));
    }

    @Test
    void the_operator_is_known_by_his_key() throws Exception {
        api("/merchants", "Bearer the-operator");
        assertThat(tokenFor("auth").principal()).isEqualTo(new Insider.Operator());
        assertRefused(api("/merchants", "Bearer the-operato"), 403, "invalid_token");
    }

    @Test
    void a_change_from_another_site_is_refused() throws Exception {
        var cancel = "/api/subscriptions/sub_1/cancel";
        String origin = "http://acme.localhost:" + port;
        assertRefused(send(change(cancel)), 403, "forbidden");
        assertRefused(send(change(cancel).header("X-Portal", "1")), 403, "forbidden");
        assertRefused(send(change(cancel).header("Origin", origin)), 403, "forbidden");
        assertRefused(send(change(cancel).header("X-Portal", "1").header("Origin", "null")), 403, "forbidden");
        assertRefused(
                send(change(cancel).header("X-Portal", "1").header("Origin", "http://evil.localhost:" + port)),
                403,
                "forbidden");
        assertThat(send(change(cancel).header("X-Portal", "1").header("Origin", origin))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/gateway/hosts/acme.localhost", "/actuator/health", "/nowhere", "/", "/error"})
    void what_is_not_in_the_table_is_not_there(String path) throws Exception {
        assertRefused(api(path, "Bearer good-key"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/gateway/hosts/acme.localhost", "/api/actuator/health", "/api/nowhere"})
    void nor_at_a_portal(String path) throws Exception {
        assertRefused(send(request("acme.localhost", path)), 404, "not_found");
    }

    @Test
    void bad_credentials_are_told_apart_in_the_one_shape() throws Exception {
        assertRefused(send(request("localhost", "/customers")), 401, "authentication_missing");
        assertRefused(api("/customers", "Basic abc"), 401, "authentication_malformed");
        assertRefused(api("/customers", "Bearer"), 401, "authentication_malformed");
        assertRefused(api("/customers", "Bearer wrong"), 403, "invalid_token");
        assertRefused(api("/customers", "Bearer " + "x".repeat(300)), 401, "authentication_malformed");
    }

    @Test
    void an_unknown_host_gets_a_plain_page_that_leaks_nothing() throws Exception {
        var page = send(request("nobody.localhost", "/payments").header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).doesNotContain("nobody", "acme", "Acme");
        assertRefused(send(request("nobody.localhost", "/api/portal")), 404, "not_found");
    }

    @Test
    void a_portal_page_is_the_merchants_own_and_safe() throws Exception {
        var page = send(request("acme.localhost", "/payments").header("Accept", "text/html"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Acme &lt;Ltd&gt;");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void a_body_that_is_too_large_is_refused_however_it_is_sent() throws Exception {
        byte[] large = new byte[70_000];
        var known = request("localhost", "/customers")
                .header("Authorization", "Bearer good-key")
                .POST(HttpRequest.BodyPublishers.ofByteArray(large));
        assertRefused(send(known), 413, "request_body_too_large");
        var chunked = request("localhost", "/customers")
                .header("Authorization", "Bearer good-key")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));
        assertRefused(send(chunked), 413, "request_body_too_large");
    }

    @Test
    void a_table_of_tax_rates_may_be_larger_than_other_bodies_but_not_as_large_as_anybody_likes() throws Exception {
        assertThat(send(rates(200_000)).statusCode()).isEqualTo(200);
        assertThat(services.last().body()).hasSize(200_000);
        assertRefused(send(rates(300_000)), 413, "request_body_too_large");
    }

    private static HttpRequest.Builder rates(int size) {
        return request("localhost", "/tax-settings")
                .header("Authorization", "Bearer good-key")
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(new byte[size]));
    }

    @Test
    void an_import_is_streamed_whatever_its_size_up_to_a_limit_of_its_own() throws Exception {
        byte[] lines = "{\"type\":\"customer\"}\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        assertThat(send(importing(lines, false)).statusCode()).isEqualTo(200);
        assertThat(services.last().body()).hasSize(lines.length);
        assertThat(services.last().header("Content-Type")).startsWith("application/x-ndjson");
        assertThat(send(importing(lines, true)).statusCode()).isEqualTo(200);
        assertThat(services.last().body()).hasSize(lines.length);
    }

    @Test
    void an_import_that_is_too_large_is_refused_however_it_is_sent_and_its_service_is_not_thought_down()
            throws Exception {
        byte[] lines = new byte[1_000_001];
        int before = services.seen.size();
        assertRefused(send(importing(lines, false)), 413, "request_body_too_large");
        for (int i = 0; i < 60; i++) assertRefused(send(importing(lines, true)), 413, "request_body_too_large");
        assertThat(services.seen).hasSize(before);
        assertThat(api("/transactions", "Bearer good-key").statusCode()).isEqualTo(200);
    }

    @Test
    void an_import_that_breaks_off_is_not_taken_for_a_whole_one() throws Exception {
        int before = services.seen.size();
        for (int i = 0; i < 10; i++) {
            try (var client = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(port))) {
                client.getOutputStream().write("""
                        POST /imports HTTP/1.1\r
                        Host: localhost\r
                        Authorization: Bearer good-key\r
                        Content-Type: application/x-ndjson\r
                        Transfer-Encoding: chunked\r
                        \r
                        14\r
                        {"type":"customer"}
                        \r
                        """.getBytes(StandardCharsets.UTF_8));
                client.getOutputStream().flush();
            }
        }
        assertThat(send(importing("{}\n".getBytes(StandardCharsets.UTF_8), true))
                        .statusCode())
                .isEqualTo(200);
        await().during(Duration.ofMillis(300)).until(() -> services.seen.size() == before + 1);
    }

    private static HttpRequest.Builder importing(byte[] lines, boolean chunked) {
        return request("localhost", "/imports")
                .header("Authorization", "Bearer good-key")
                .header("Content-Type", "application/x-ndjson")
                .POST(
                        chunked
                                ? HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new java.io.ByteArrayInputStream(lines))
                                : HttpRequest.BodyPublishers.ofByteArray(lines));
    }

    @Test
    void a_service_that_is_down_is_said_to_be_in_the_one_shape() throws Exception {
        api("/products", "Bearer good-key");
        services.failing = true;
        assertRefused(api("/products", "Bearer good-key"), 503, "service_unavailable");
    }

    @Test
    void health_is_good_only_while_every_service_is_ready() throws Exception {
        assertThat(send(request("localhost", "/health")).statusCode()).isEqualTo(200);
        services.failing = true;
        var report = send(request("localhost", "/health"));
        assertThat(report.statusCode()).isEqualTo(503);
        assertThat(report.body()).contains("\"billing\":\"not ready\"");
    }

    private InternalToken tokenFor(String service) {
        return tokens.verify(services.last().header(InternalTokens.HEADER), service)
                .orElseThrow();
    }

    private HttpResponse<String> api(String path, String authorization) throws Exception {
        return send(request("localhost", path).header("Authorization", authorization));
    }

    private HttpRequest.Builder change(String path) {
        return request("acme.localhost", path).POST(HttpRequest.BodyPublishers.ofString("{}"));
    }

    private static HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Host", host + ":" + port);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.body()).contains("\"code\":\"" + code + "\"").contains("\"request_id\":");
        assertThat(answer.statusCode()).isEqualTo(status);
    }
}
