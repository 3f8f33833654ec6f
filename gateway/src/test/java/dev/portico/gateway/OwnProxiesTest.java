package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One gateway behind a proxy of ours that ends TLS, and one that clients speak to.
class OwnProxiesTest {

    static StubServices services;
    static RunningGateway behind;
    static RunningGateway inFront;

    @BeforeAll
    static void start() throws Exception {
        services = new StubServices();
        behind = new RunningGateway(services, "--portico.gateway.proxies=1");
        inFront = new RunningGateway(services);
    }

    @AfterAll
    static void stop() {
        behind.close();
        inFront.close();
        services.close();
    }

    @Test
    void behind_a_proxy_that_ends_tls_a_portals_own_changes_are_accepted_and_no_others() throws Exception {
        assertThat(change("acme.localhost", "https://acme.localhost", "https").statusCode())
                .isEqualTo(200);
        assertThat(origin()).isEqualTo("https://acme.localhost/api");
        assertThat(change("acme.localhost", "http://acme.localhost", "https").statusCode())
                .isEqualTo(403);
        assertThat(change("acme.localhost", "https://acme.localhost:8443", "https")
                        .statusCode())
                .isEqualTo(403);
        assertThat(change("acme.localhost", "https://acme.localhost", "http").statusCode())
                .isEqualTo(403);
        assertThat(change("acme.localhost:8443", "https://acme.localhost:8443", "https")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, , , , http://localhost",
        "localhost:8080, , , , http://localhost:8080",
        "localhost, https, , , https://localhost",
        "localhost:443, https, , , https://localhost",
        "localhost:80, https, , , https://localhost:80",
        "localhost, https, , 8443, https://localhost:8443",
        "inner, https, localhost, , https://localhost",
        "inner:8080, https, localhost, , https://localhost",
        "inner, https, localhost:8443, , https://localhost:8443",
        "inner, https, LocalHost., , https://localhost",
        "localhost, HTTPS, , , https://localhost",
        // What is further left than our own proxy's word, the client has written.
        "localhost, 'http, https', , , https://localhost",
        "inner, https, 'evil.example, localhost', , https://localhost",
    })
    void links_start_with_what_the_client_sees(String host, String scheme, String forwarded, String port, String origin)
            throws Exception {
        var request = behind.request("localhost", "/transactions").setHeader("Host", host);
        if (scheme != null) request.header("X-Forwarded-Proto", scheme);
        if (forwarded != null) request.header("X-Forwarded-Host", forwarded);
        if (port != null) request.header("X-Forwarded-Port", port);
        assertThat(behind.send(request.header("Authorization", "Bearer good-key"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(origin()).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, javascript",
        "X-Forwarded-Proto, 'https,'",
        "X-Forwarded-Host, localhost/evil",
        "X-Forwarded-Host, user@localhost",
        "X-Forwarded-Host, localhost:99999",
        "X-Forwarded-Port, 0",
        "X-Forwarded-Port, x"
    })
    void a_proxy_that_makes_no_sense_is_not_believed(String header, String value) throws Exception {
        var answer = behind.send(behind.request("localhost", "/transactions")
                .header(header, value)
                .header("Authorization", "Bearer good-key"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"code\":\"bad_request\"");
    }

    @Test
    void where_no_proxy_of_ours_stands_nobody_is_believed() throws Exception {
        var request = inFront.request("localhost", "/transactions").header("Authorization", "Bearer good-key");
        for (String header : new String[] {"X-Forwarded-Proto", "X-Forwarded-Ssl", "X-Forwarded-Scheme"})
            request.header(header, "https");
        request.header("X-Forwarded-Host", "evil.example").header("X-Forwarded-Port", "1");
        request.header("Forwarded", "for=1.2.3.4;host=evil.example;proto=https").header("X-Original-Host", "evil");
        assertThat(inFront.send(request).statusCode()).isEqualTo(200);
        assertThat(origin()).isEqualTo("http://localhost:" + inFront.port);
        assertThat(services.last().headers().keySet())
                .allSatisfy(name -> assertThat(name).doesNotContainIgnoringCase("forwarded", "original"));
        assertThat(inFront.send(inFront.request("nobody.localhost", "/").header("X-Forwarded-Host", "acme.localhost"))
                        .statusCode())
                .isEqualTo(404);
    }

    private static HttpResponse<String> change(String host, String origin, String scheme) throws Exception {
        return behind.send(behind.request("acme.localhost", "/api/sign-in")
                .setHeader("Host", host)
                .header("X-Forwarded-For", "192.0.2.1")
                .header("X-Forwarded-Proto", scheme)
                .header("X-Portal", "1")
                .header("Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
    }

    private static String origin() throws Exception {
        return SignedJWT.parse(services.last().header("Portico-Token"))
                .getJWTClaimsSet()
                .getStringClaim("origin");
    }
}
