package dev.portico.auth.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.AuthService.Shop;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.events.AuthEvents;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PortalConfigurationTest {

    static final String PATH = "/portal-configuration";

    final Shop shop = AuthService.newShop();
    final Client merchant = key(shop, Permissions.ALL);

    @Test
    void until_a_merchant_decides_its_portal_is_as_usual() {
        JsonNode usual = merchant.get(PATH).data();
        assertThat(usual.path("portal_session_minutes").asInt()).isEqualTo(10);
        assertThat(usual.path("allowed_return_urls")).isEmpty();
        assertThat(usual.path("customer_actions").toString())
                .isEqualTo(
                        "{\"cancel\":true,\"pause\":false,\"change_plan\":false,\"update_payment_method\":true,\"change_email\":true,\"correct_invoices\":true}");
        assertThat(shop.visitor().get("/portal").data().path("actions")).isEqualTo(usual.path("customer_actions"));
    }

    @Test
    void what_is_not_named_stays_as_it_is() {
        change("{\"portal_session_minutes\":30,\"customer_actions\":{\"cancel\":false}}");
        change("{\"customer_actions\":{\"pause\":true},\"locale\":\"de\"}");
        JsonNode now = change("{\"allowed_return_urls\":[\"https://shop.example/account\"]}");
        assertThat(now.path("portal_session_minutes").asInt()).isEqualTo(30);
        assertThat(now.path("locale").asString()).isEqualTo("de");
        assertThat(now.path("customer_actions").toString())
                .isEqualTo(
                        "{\"cancel\":false,\"pause\":true,\"change_plan\":false,\"update_payment_method\":true,\"change_email\":true,\"correct_invoices\":true}");
        assertThat(merchant.get("/merchants/current")
                        .data()
                        .path("portal_configuration")
                        .path("customer_actions"))
                .isEqualTo(now.path("customer_actions"));
        assertThat(merchant.get(PATH).data()).isEqualTo(now);
    }

    @Test
    void everybody_hears_of_it_and_of_nothing_that_changes_nothing() {
        change("{\"portal_session_minutes\":10,\"customer_actions\":{}}");
        change("{\"customer_actions\":{\"change_plan\":true}}");
        change("{\"customer_actions\":{\"change_plan\":true}}");
        change("{\"brand_color\":\"#112233\"}");
        await().untilAsserted(() -> assertThat(told()).hasSize(2));
        assertThat(told().getFirst())
                .isEqualTo(new PortalConfigurationData(
                        10, List.of(), new CustomerActions(true, false, true, true, true, true), null, null));
    }

    @Test
    void links_are_good_for_as_long_as_the_merchant_says() {
        String customer = AuthService.newCustomer(shop, "jo@shop.example");
        change("{\"portal_session_minutes\":45}");
        Instant now = Clock.systemUTC().instant();
        String link = merchant.post("/customers/" + customer + "/portal-sessions", "{}")
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString();
        var pass = AuthService.RUNNING
                .bean(PortalPasses.class)
                .read(link.substring(link.indexOf("#token=") + 7))
                .orElseThrow();
        assertThat(Duration.between(now, pass.expiresAt())).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(46));
        assertThat(pass.merchantId()).isEqualTo(shop.id());
        assertThat(pass.customerId()).isEqualTo(customer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{\"portal_session_minutes\":null}",
                "{\"portal_session_minutes\":0}",
                "{\"portal_session_minutes\":61}",
                "{\"portal_session_minutes\":\"20\"}",
                "{\"portal_session_minutes\":20.5}",
                "{\"portal_session_minutes\":99999999999999999999}",
                "{\"allowed_return_urls\":null}",
                "{\"allowed_return_urls\":\"https://shop.example\"}",
                "{\"allowed_return_urls\":[null]}",
                "{\"allowed_return_urls\":[7]}",
                "{\"allowed_return_urls\":[\"javascript:alert(1)\"]}",
                "{\"allowed_return_urls\":[\"https://a@b.example\"]}",
                "{\"allowed_return_urls\":[\"//b.example\"]}",
                "{\"allowed_return_urls\":[\"https://b.example\",\"https://b.example\"]}",
                "{\"customer_actions\":null}",
                "{\"customer_actions\":[]}",
                "{\"customer_actions\":true}",
                "{\"customer_actions\":{\"cancel\":\"yes\"}}",
                "{\"customer_actions\":{\"cancel\":1}}",
                "{\"customer_actions\":{\"refund\":true}}",
                "{\"session_idle_minutes\":4}",
                "{\"session_idle_minutes\":1441}",
                "{\"session_idle_minutes\":\"30\"}",
                "{\"session_absolute_hours\":0}",
                "{\"session_absolute_hours\":721}",
                "{\"customer_actions\":{\"change_email\":\"no\"}}",
                "{\"customer_actions\":{\"correct_invoices\":\"no\"}}",
                "{\"portal_url\":\"http://evil.example\"}",
                "{\"slug\":\"other\"}",
                "{\"name\":\"x\"}"
            })
    void whatever_makes_no_sense_is_refused_and_changes_nothing(String body) {
        JsonNode before = merchant.get(PATH).data();
        Answer answer = merchant.patch(PATH, body);
        assertThat(answer.status()).as("%s: %s", body, answer.text()).isEqualTo(400);
        assertThat(merchant.get(PATH).data()).isEqualTo(before);
    }

    @Test
    void a_merchant_has_its_own_and_nobody_elses() {
        Shop other = AuthService.newShop();
        change("{\"portal_session_minutes\":20}");
        assertThat(key(other, Permissions.ALL)
                        .get(PATH)
                        .data()
                        .path("portal_session_minutes")
                        .asInt())
                .isEqualTo(10);
        for (Client stranger : List.of(
                shop.visitor(), shop.customer("ctm_1", "ses_1"), AuthService.operator(), AuthService.gateway())) {
            assertThat(stranger.get(PATH).errorCode()).isEqualTo("forbidden");
            assertThat(stranger.patch(PATH, "{\"portal_session_minutes\":20}").errorCode())
                    .isEqualTo("forbidden");
        }
        Client reader = key(shop, Set.of("portal_configuration.read"));
        assertThat(reader.get(PATH).status()).isEqualTo(200);
        assertThat(reader.patch(PATH, "{}").text()).contains("portal_configuration.write");
    }

    private static Client key(Shop of, Set<String> permissions) {
        return AuthService.RUNNING.as(new Caller.Merchant(of.id(), "apikey_1", permissions));
    }

    private JsonNode change(String body) {
        Answer answer = merchant.patch(PATH, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    private List<PortalConfigurationData> told() {
        return Events.heard(Topic.AUTH, shop.id()).stream()
                .filter(event -> event.type().equals("merchant.updated"))
                .map(event -> event.as(AuthEvents.MERCHANT_UPDATED).portalConfiguration())
                .toList();
    }
}
