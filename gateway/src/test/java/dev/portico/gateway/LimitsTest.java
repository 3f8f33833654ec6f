package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Two gateways that share what they may serve.
class LimitsTest {

    static StubServices services;
    static RunningGateway one;
    static RunningGateway two;

    @BeforeAll
    static void start() throws Exception {
        services = new StubServices();
        one = new RunningGateway(
                services,
                "--portico.gateway.limits.key=40",
                "--portico.gateway.limits.customer=5",
                "--portico.gateway.limits.visitor=4",
                "--portico.gateway.limits.refused=3");
        two = new RunningGateway(
                services,
                "--portico.gateway.limits.key=40",
                "--portico.gateway.limits.visitor=4",
                "--portico.gateway.proxies=1");
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
        services.close();
    }

    @Test
    void together_the_gateways_serve_a_key_no_more_than_its_share_and_say_when_to_come_again() throws Exception {
        List<HttpResponse<String>> answers = new ArrayList<>();
        for (int i = 0; i < 60; i++) answers.add((i % 2 == 0 ? one : two).api("/transactions", "good-key"));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(40);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 200)
                .hasSize(20)
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.body()).contains("\"code\":\"too_many_requests\"", "\"request_id\":");
                    assertThat(answer.headers().firstValue("Retry-After"))
                            .hasValueSatisfying(seconds -> assertThat(seconds).isIn("1", "2"));
                });
        assertThat(one.counted("gateway.limits.refused", "caller", "key")
                        + two.counted("gateway.limits.refused", "caller", "key"))
                .isEqualTo(20);
        assertThat(one.api("/transactions", "neighbours-key").statusCode())
                .as("another merchant's key of the same name")
                .isEqualTo(200);
    }

    @Test
    void a_customer_has_a_share_of_his_own() throws Exception {
        for (int i = 0; i < 5; i++) assertThat(signedIn().statusCode()).isEqualTo(200);
        assertThat(signedIn().statusCode()).isEqualTo(429);
    }

    @Test
    void wrong_keys_are_soon_not_even_told_so_but_a_right_one_is_served() throws Exception {
        for (int i = 0; i < 3; i++)
            assertThat(one.api("/customers", "wrong" + i).statusCode()).isEqualTo(403);
        assertThat(one.api("/customers", "wrong").statusCode()).isEqualTo(429);
        assertThat(one.send(one.request("localhost", "/customers")).statusCode())
                .isEqualTo(429);
        assertThat(one.api("/customers", "neighbours-key").statusCode()).isEqualTo(200);
    }

    @Test
    void visitors_are_told_apart_by_what_our_own_proxy_says_and_nothing_else() throws Exception {
        for (int i = 0; i < 4; i++)
            assertThat(visitor(one, "10.0.0." + i).statusCode()).isEqualTo(200);
        assertThat(visitor(one, "10.0.0.9").statusCode())
                .as("no proxy of ours said so")
                .isEqualTo(429);
        for (int i = 0; i < 4; i++)
            assertThat(visitor(two, "10.0.0." + i + ", 192.0.2.1").statusCode()).isEqualTo(200);
        assertThat(visitor(two, "10.0.0.9, 192.0.2.1").statusCode())
                .as("only what is right of it is the proxy's")
                .isEqualTo(429);
        assertThat(visitor(two, "192.0.2.1, 192.0.2.2").statusCode()).isEqualTo(200);
        for (int i = 0; i < 4; i++)
            assertThat(visitor(two, "2001:db8::" + i).statusCode()).isEqualTo(200);
        assertThat(visitor(two, "2001:db8:0:0:1:2:3:4").statusCode())
                .as("the same network")
                .isEqualTo(429);
    }

    @Test
    void auth_service_is_told_of_the_client_without_his_address_and_nothing_that_he_says_of_it() throws Exception {
        String plain = client("203.0.113.7");
        assertThat(plain).matches("[0-9a-f]{64} 203\\.0\\.113\\.0/24").doesNotContain("203.0.113.7");
        assertThat(client("203.0.113.7")).isEqualTo(plain);
        assertThat(client("203.0.113.8")).endsWith(" 203.0.113.0/24").isNotEqualTo(plain);
        String six = client("2001:db8:1:2:a:b:c:d");
        assertThat(six).endsWith(" 2001:db8:1::/48");
        assertThat(client("2001:db8:1:2::1")).as("the same /64").isEqualTo(six);
        assertThat(client("2001:db8:1:3::1")).as("another /64").isNotEqualTo(six);
        assertThat(client("<script>")).endsWith(" -");
        two.send(two.request("acme.localhost", "/api/products")
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Portico-Client", "forged"));
        assertThat(services.last().header("Portico-Client"))
                .as("other services")
                .isEmpty();
    }

    private static String client(String address) throws Exception {
        two.send(two.request("acme.localhost", "/api/portal")
                .header("X-Forwarded-For", address)
                .header("Portico-Client", "0".repeat(64) + " 192.0.2.0/24"));
        return services.last().header("Portico-Client");
    }

    private HttpResponse<String> signedIn() throws Exception {
        return one.send(
                one.request("acme.localhost", "/api/subscriptions").header("Cookie", "__Host-sid=good-session"));
    }

    private static HttpResponse<String> visitor(RunningGateway gateway, String forwarded) throws Exception {
        return gateway.send(gateway.request("acme.localhost", "/api/portal").header("X-Forwarded-For", forwarded));
    }
}
