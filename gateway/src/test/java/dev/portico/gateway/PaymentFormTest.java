package dev.portico.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where ways to pay are entered: the one page that portals frame.
class PaymentFormTest {

    static StubServices services;
    static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        services = new StubServices();
        gateway = new RunningGateway(services, "--portico.gateway.payment-form=https://vault.example:8443/form");
    }

    @AfterAll
    static void stop() {
        gateway.close();
        services.close();
    }

    @Test
    void a_portal_frames_the_form_and_nothing_else() throws Exception {
        HttpResponse<String> page = gateway.send(gateway.request("acme.localhost", "/payment-methods"));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "; frame-src https://vault.example:8443; ", "frame-ancestors 'none'")
                .contains("require-trusted-types-for 'script'", "trusted-types 'none'")
                .doesNotContain("child-src", "*");
        assertThat(page.body())
                .contains("<meta name=payment-form content=\"https://vault.example:8443/form?merchant=mer_1\">");
    }

    @Test
    void what_is_no_portals_page_frames_nothing() throws Exception {
        for (String path : new String[] {"/docs", "/health", "/transactions"})
            assertThat(gateway.send(gateway.request("localhost", path))
                            .headers()
                            .firstValue("Content-Security-Policy")
                            .orElse(""))
                    .as(path)
                    .doesNotContain("frame-src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://vault.example/form",
                "/form",
                "https://vault.example/form?x=1",
                "https://a;b.example/",
                "https://user@vault.example/form"
            })
    void what_can_be_no_forms_address_is_refused_at_the_start(String address) {
        assertThatThrownBy(() -> settings(URI.create(address)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("portico.gateway.payment-form");
    }

    @Test
    void without_one_there_is_none() {
        assertThat(settings(URI.create("")).paymentForm()).isNull();
    }

    private static GatewaySettings settings(URI form) {
        var here = URI.create("http://localhost:1");
        var all = new GatewaySettings.Services(here, here, here, here, here);
        return new GatewaySettings(
                List.of("localhost"), null, 0, all, form, 1, 1, 1, Duration.ofSeconds(1), Duration.ofSeconds(1), 1);
    }
}
