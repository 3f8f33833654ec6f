package dev.portico.auth.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.events.AuthEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MerchantApiTest {

    private final AuthService.Shop shop = AuthService.newShop();
    private final Client client = AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Permissions.ALL));

    @Test
    void a_new_merchant_is_told_to_everybody_with_its_portals_address() {
        await().untilAsserted(() -> assertThat(Events.heard(Topic.AUTH, shop.id()))
                .filteredOn(event -> event.type().equals("merchant.created"))
                .singleElement()
                .satisfies(event -> assertThat(event.as(AuthEvents.MERCHANT_CREATED))
                        .satisfies(merchant -> {
                            assertThat(merchant.id()).isEqualTo(shop.id());
                            assertThat(merchant.portalUrl()).isEqualTo("http://" + shop.slug() + ".localhost:8080");
                        })));
    }

    @Test
    void a_slug_is_taken_once() {
        var second = AuthService.operator().post("/merchants", "{\"name\":\"B\",\"slug\":\"" + shop.slug() + "\"}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.errorCode()).isEqualTo("merchant_already_exists");
    }

    @Test
    void everything_that_is_wrong_is_named() {
        var refused = AuthService.operator().post("/merchants", """
                        {"name":" ","slug":"www","brand_color":"red","support_email":"x","return_url":"javascript:alert(1)",
                         "locale":"??","country_code":"XX","address":{"city":"Berlin"}}""");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("error").path("errors"))
                .extracting(error -> error.path("field").asString())
                .containsExactlyInAnyOrder(
                        "name",
                        "slug",
                        "brand_color",
                        "support_email",
                        "return_url",
                        "locale",
                        "country_code",
                        "address.country_code");
    }

    @Test
    void only_the_operator_makes_and_lists_merchants() {
        assertThat(client.post("/merchants", "{\"name\":\"B\",\"slug\":\"b-shop\"}")
                        .errorCode())
                .isEqualTo("forbidden");
        assertThat(client.get("/merchants").errorCode()).isEqualTo("forbidden");
        assertThat(shop.visitor().get("/merchants/" + shop.id()).errorCode()).isEqualTo("forbidden");
        assertThat(AuthService.operator().get("/merchants").data())
                .anyMatch(merchant -> merchant.path("id").asString().equals(shop.id()));
        assertThat(AuthService.operator().get("/merchants/" + shop.id()).data().has("api_key"))
                .isFalse();
        assertThat(AuthService.operator().get("/merchants/mer_unknown").errorCode())
                .isEqualTo("not_found");
    }

    @Test
    void a_merchant_changes_what_it_names_and_empties_what_it_nulls() {
        var changed = client.patch(
                "/merchants/current",
                "{\"brand_color\":\"#1A2b3c\",\"support_email\":\"help@shop.example\",\"return_url\":\"https://shop.example/\"}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        client.patch("/merchants/current", "{\"support_email\":null,\"name\":\"New name\"}");

        var now = client.get("/merchants/current").data();
        assertThat(now.path("name").asString()).isEqualTo("New name");
        assertThat(now.path("brand_color").asString()).isEqualTo("#1A2b3c");
        assertThat(now.path("support_email").isNull()).isTrue();
        assertThat(now.path("return_url").asString()).isEqualTo("https://shop.example/");
        await().untilAsserted(() -> assertThat(Events.heard(Topic.AUTH, shop.id()))
                .filteredOn(event -> event.type().equals("merchant.updated"))
                .hasSize(2));
    }

    @Test
    void a_change_that_makes_no_sense_is_refused() {
        for (String body : new String[] {
            "{\"slug\":\"other\"}", "{\"name\":null}", "{\"name\":7}", "{\"brand_color\":\"blue\"}", "{\"locale\":\"\"}"
        }) {
            assertThat(client.patch("/merchants/current", body).errorCode())
                    .as(body)
                    .isEqualTo("invalid_field");
        }
        assertThat(client.patch("/merchants/current", "[]").status()).isEqualTo(400);
        var reader = AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Set.of("merchant.read")));
        assertThat(reader.patch("/merchants/current", "{}").errorCode()).isEqualTo("forbidden");
    }

    @Test
    void portals_that_have_moved_are_told_of_again() {
        var moved = new PortalSettings("http://{slug}.localhost:9090");
        new MovedPortals(AuthService.merchants(), moved, java.time.Clock.systemUTC()).run(null);
        assertThat(client.get("/merchants/current").data().path("portal_url").asString())
                .isEqualTo("http://" + shop.slug() + ".localhost:9090");
        var back = new PortalSettings("http://{slug}.localhost:8080");
        new MovedPortals(AuthService.merchants(), back, java.time.Clock.systemUTC()).run(null);
    }

    @Test
    void the_portals_page_learns_whose_it_is() {
        var merchant = shop.visitor().get("/portal").data();
        assertThat(merchant.path("merchant").path("slug").asString()).isEqualTo(shop.slug());
        assertThat(merchant.path("merchant").has("id")).isFalse();
        assertThat(merchant.path("customer").isNull()).isTrue();
        assertThat(client.get("/portal").errorCode()).isEqualTo("forbidden");
    }
}
