package dev.portico.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.auth.AuthService;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.testing.Client;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeyApiTest {

    private final AuthService.Shop shop = AuthService.newShop();
    private final Client client = AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Permissions.ALL));

    @Test
    void the_first_key_opens_everything_of_its_merchant() {
        var known = check(shop.apiKey());
        assertThat(known.status()).isEqualTo(200);
        assertThat(known.data().path("merchant_id").asString()).isEqualTo(shop.id());
        assertThat(known.data().path("permissions")).hasSize(Permissions.ALL.size());
        assertThat(client.get("/api-keys").data().path(0).path("last_used_at").asString(""))
                .isNotEmpty();
    }

    @Test
    void what_is_no_key_is_not_found() {
        String foreign = ApiKeyText.mint(shop.apiKey().substring(9, 42));
        for (String key : new String[] {"x", shop.apiKey() + "x", foreign, "pdl_sdbx_apikey_"}) {
            assertThat(check(key).errorCode()).isEqualTo("not_found");
        }
        assertThat(AuthService.gateway().post("/gateway/api-keys/check", "{}").errorCode())
                .isEqualTo("invalid_field");
    }

    @Test
    void a_key_is_shown_once_and_works_until_it_is_revoked() {
        var made = client.post("/api-keys", "{\"name\":\"CI\",\"permissions\":[\"customer.read\"]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String key = made.data().path("key").asString();
        String id = made.data().path("id").asString();
        assertThat(check(key).data().path("permissions")).hasSize(1);
        assertThat(client.get("/api-keys").text()).doesNotContain(key).contains(id);

        assertThat(client.delete("/api-keys/" + id).status()).isEqualTo(204);
        assertThat(check(key).errorCode()).isEqualTo("not_found");
        assertThat(client.delete("/api-keys/" + id).errorCode()).isEqualTo("not_found");
    }

    @Test
    void a_rotated_key_goes_on_working_for_as_long_as_was_said() {
        String id = made("{\"name\":\"CI\",\"permissions\":[\"customer.read\"]}")
                .path("id")
                .asString();
        var next = client.post("/api-keys/" + id + "/rotate", "{\"overlap_hours\":1}");
        assertThat(next.status()).as(next.text()).isEqualTo(201);
        assertThat(check(next.data().path("key").asString()).data().path("permissions"))
                .hasSize(1);
        assertThat(client.get("/api-keys/" + id).data().path("status").asString())
                .isEqualTo("active");
        assertThat(client.get("/api-keys/" + id).data().path("expires_at").isString())
                .isTrue();

        String last = next.data().path("id").asString();
        String key = next.data().path("key").asString();
        assertThat(client.post("/api-keys/" + last + "/rotate", "{\"overlap_hours\":0}")
                        .status())
                .isEqualTo(201);
        assertThat(check(key).errorCode()).isEqualTo("not_found");
        assertThat(client.get("/api-keys/" + last).data().path("status").asString())
                .isEqualTo("expired");
        assertThat(client.get("/api-keys?status=expired").data()).hasSize(1);
        assertThat(client.post("/api-keys/" + last + "/rotate", "").status()).isEqualTo(404);
        for (String wrong : new String[] {"{\"overlap_hours\":-1}", "{\"overlap_hours\":169}", "{\"hours\":1}"})
            assertThat(client.post("/api-keys/" + id + "/rotate", wrong).errorCode())
                    .isEqualTo("invalid_field");
    }

    @Test
    void the_last_key_that_can_make_others_stays() {
        String first = client.get("/api-keys").data().path(0).path("id").asString();
        assertThat(client.post("/api-keys/" + first + "/revoke", "").errorCode())
                .isEqualTo("conflict");
        assertThat(client.patch("/api-keys/" + first, "{\"permissions\":[\"customer.read\"]}")
                        .errorCode())
                .isEqualTo("conflict");
        made("{\"name\":\"Another\"}");
        assertThat(client.post("/api-keys/" + first + "/revoke", "")
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("revoked");
    }

    @Test
    void a_key_is_renamed_and_given_less() {
        String id = made("{\"name\":\"CI\",\"description\":\"for tests\"}")
                .path("id")
                .asString();
        var changed = client.patch(
                "/api-keys/" + id, "{\"name\":\"Tests\",\"description\":null,\"permissions\":[\"price.read\"]}");
        assertThat(changed.data().path("name").asString()).isEqualTo("Tests");
        assertThat(changed.data().path("description").isNull()).isTrue();
        assertThat(changed.data().path("permissions")).hasSize(1);
        for (String wrong : new String[] {
            "{\"name\":null}",
            "{\"name\":\" \"}",
            "{\"permissions\":[]}",
            "{\"permissions\":[\"all\"]}",
            "{\"key\":\"x\"}"
        })
            assertThat(client.patch("/api-keys/" + id, wrong).errorCode())
                    .as(wrong)
                    .isEqualTo("invalid_field");
        assertThat(client.post("/api-keys", "{\"name\":\"x\",\"expires_at\":\"2020-01-01T00:00:00Z\"}")
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    private tools.jackson.databind.JsonNode made(String body) {
        var made = client.post("/api-keys", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.data();
    }

    @Test
    void nobody_revokes_a_strangers_key() {
        String id = client.get("/api-keys").data().path(0).path("id").asString();
        var stranger = AuthService.newShop();
        var theirs = AuthService.RUNNING.as(new Caller.Merchant(stranger.id(), "apikey_2", Permissions.ALL));
        assertThat(theirs.delete("/api-keys/" + id).withoutRequestId())
                .isEqualTo(theirs.delete("/api-keys/apikey_unknown").withoutRequestId());
        assertThat(check(shop.apiKey()).status()).isEqualTo(200);
    }

    @Test
    void a_key_gives_no_more_than_it_has() {
        var weak = AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Set.of("api_key.write")));
        for (String permissions : new String[] {"[\"customer.read\"]", "[null]", "[]"}) {
            assertThat(weak.post("/api-keys", "{\"name\":\"x\",\"permissions\":" + permissions + "}")
                            .errorCode())
                    .isEqualTo("invalid_field");
        }
        assertThat(weak.get("/api-keys").errorCode()).isEqualTo("forbidden");
    }

    @Test
    void the_operator_helps_out_with_a_further_key() {
        var helped = AuthService.operator().post("/merchants/" + shop.id() + "/api-keys", "");
        assertThat(helped.status()).as(helped.text()).isEqualTo(201);
        assertThat(check(helped.data().path("api_key").asString()).status()).isEqualTo(200);
    }

    @Test
    void only_the_gateway_asks() {
        String host = "/gateway/hosts/" + shop.slug() + ".localhost";
        assertThat(AuthService.gateway().get(host).data().path("merchant_id").asString())
                .isEqualTo(shop.id());
        assertThat(AuthService.gateway().get("/gateway/hosts/nobody.localhost").status())
                .isEqualTo(404);
        assertThat(AuthService.gateway().get("/gateway/hosts/localhost").status())
                .isEqualTo(404);
        for (Client other : new Client[] {
            client, shop.visitor(), AuthService.operator(), AuthService.RUNNING.as(new Insider.Anonymous())
        }) {
            assertThat(other.get(host).errorCode()).isEqualTo("forbidden");
            assertThat(other.post("/gateway/api-keys/check", "{\"key\":\"x\"}").errorCode())
                    .isEqualTo("forbidden");
            assertThat(other.post("/gateway/sessions/check", "{}").errorCode()).isEqualTo("forbidden");
        }
    }

    private static Client.Answer check(String key) {
        return AuthService.gateway().post("/gateway/api-keys/check", "{\"key\":\"" + key + "\"}");
    }
}
