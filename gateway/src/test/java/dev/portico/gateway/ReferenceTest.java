package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReferenceTest {

    static StubServices services;
    static ConfigurableApplicationContext gateway;
    static String port;

    final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        services = new StubServices();
        gateway = new SpringApplicationBuilder(GatewayApplication.class)
                .run(
                        "--spring.config.name=gateway",
                        "--server.port=0",
                        "--portico.service.keys.token="
                                + new ECKeyGenerator(Curve.P_256).generate().toJSONString(),
                        "--portico.gateway.services.auth=" + services.address());
        port = gateway.getEnvironment().getProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/docs", "/docs/reference.css", "/docs/reference.js"})
    void everybody_may_read_the_reference(String path) throws Exception {
        var answer = get("localhost", path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'")
                .doesNotContain("unsafe", "http", "*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/",
                "/docs/reference.html",
                "/docs/../customers",
                "/docs/x",
                "/openapi.json/",
                "/openapi",
                "/"
            })
    void nothing_beside_it_is_open(String path) throws Exception {
        assertThat(get("localhost", path).statusCode()).isIn(400, 401, 404);
    }

    @Test
    void a_portal_has_no_reference() throws Exception {
        assertThat(get("acme.localhost", "/openapi.json").body()).doesNotContain("\"openapi\"");
        assertThat(get("nobody.localhost", "/docs").statusCode()).isEqualTo(404);
    }

    @Test
    void who_has_it_already_is_told_so() throws Exception {
        String tag = get("localhost", "/docs").headers().firstValue("ETag").orElseThrow();
        var again = http.send(
                request("localhost", "/docs").header("If-None-Match", tag).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
    }

    @Test
    void the_page_holds_every_operation_and_every_error() throws Exception {
        String page = get("localhost", "/docs").body();
        JsonNode contract = JsonMapper.builder()
                .build()
                .readTree(get("localhost", "/openapi.json").body());
        assertThat(contract.findValuesAsString("operationId"))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(page).contains("<article class=\"operation\" id=\"" + id + "\">"));
        for (var code : dev.portico.chassis.error.ErrorCode.values())
            assertThat(page).contains("<div id=\"" + code.wire() + "\">");
    }

    @Test
    void every_link_on_the_page_leads_somewhere_and_none_leads_away() throws Exception {
        String page = get("localhost", "/docs").body();
        List<String> ids = all(page, " id=\"([^\"]+)\"");
        assertThat(ids).doesNotHaveDuplicates();
        for (String link : all(page, " href=\"([^\"]+)\""))
            if (link.startsWith("#")) assertThat(ids).contains(link.substring(1));
            else assertThat(link).isIn("/openapi.json", "/docs/reference.css", "data:,");
        assertThat(all(page, " src=\"([^\"]+)\"")).containsExactly("/docs/reference.js");
        assertThat(page).doesNotContain("{{").doesNotContainPattern("<[^<>]*\\s(style|onclick)=");
    }

    private static List<String> all(String page, String pattern) {
        return Pattern.compile(pattern)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private HttpResponse<String> get(String host, String path) throws Exception {
        return http.send(request(host, path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String host, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .setHeader("Host", host + ":" + port);
    }
}
