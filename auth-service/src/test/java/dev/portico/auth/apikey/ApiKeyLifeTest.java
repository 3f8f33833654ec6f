package dev.portico.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.AuthService.Shop;
import dev.portico.chassis.caller.Caller;
import dev.portico.events.ApiKeyData;
import dev.portico.events.AuthEvents;
import dev.portico.events.EventType;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What becomes of a key, who hears of it, and what nobody can do to it.
class ApiKeyLifeTest {

    final Shop shop = AuthService.newShop();
    final Client client = key(Permissions.ALL);

    @Test
    void merchants_hear_of_their_keys_and_never_the_secret() {
        JsonNode made = made("{\"name\":\"CI\",\"description\":\"for tests\",\"permissions\":[\"price.read\"]}");
        String id = made.path("id").asString();
        client.patch("/api-keys/" + id, "{\"name\":\"Tests\"}");
        client.patch("/api-keys/" + id, "{\"name\":\"Tests\"}");
        client.post("/api-keys/" + id + "/revoke", "");

        await().untilAsserted(() ->
                assertThat(told(AuthEvents.API_KEY_REVOKED, id).status()).isEqualTo("revoked"));
        ApiKeyData created = told(AuthEvents.API_KEY_CREATED, id);
        assertThat(created.name()).isEqualTo("CI");
        assertThat(created.description()).isEqualTo("for tests");
        assertThat(created.permissions()).containsExactly("price.read");
        assertThat(created.key()).startsWith("pdl_sdbx_" + id + "_*");
        assertThat(created.rotatable()).isTrue();
        assertThat(told(AuthEvents.API_KEY_UPDATED, id).name()).isEqualTo("Tests");
        String secret = made.path("key").asString();
        assertThat(Events.heard(Topic.AUTH, shop.id()))
                .noneMatch(
                        event -> event.data().contains(secret) || event.data().contains("hash"));
    }

    @Test
    void a_key_stops_when_its_time_is_over_and_its_merchant_is_told() {
        Instant end = Clock.systemUTC().instant().plusSeconds(2);
        JsonNode made = made("{\"name\":\"Short\",\"expires_at\":\"" + end + "\"}");
        assertThat(check(made.path("key").asString()).status()).isEqualTo(200);

        String id = made.path("id").asString();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> assertThat(told(AuthEvents.API_KEY_EXPIRED, id).status())
                                .isEqualTo("expired"));
        assertThat(check(made.path("key").asString()).errorCode()).isEqualTo("not_found");
        assertThat(client.get("/api-keys?status=expired,revoked").data())
                .singleElement()
                .satisfies(key -> assertThat(key.path("id").asString()).isEqualTo(id));
    }

    @Test
    void a_rotated_key_lives_no_longer_than_it_would_have_and_its_heir_as_long_as_it() {
        Instant end = Clock.systemUTC().instant().plus(Duration.ofHours(1));
        String id = made("{\"name\":\"Hour\",\"expires_at\":\"" + end + "\"}")
                .path("id")
                .asString();
        JsonNode heir = client.post("/api-keys/" + id + "/rotate", "{\"overlap_hours\":168}")
                .data();
        assertThat(instant(client.get("/api-keys/" + id).data())).isBeforeOrEqualTo(end);
        assertThat(instant(heir)).isBetween(end, end.plusSeconds(60));
        assertThat(client.get("/api-keys/" + id).data().path("rotatable").asBoolean())
                .isFalse();
        assertThat(client.post("/api-keys/" + id + "/rotate", "").errorCode()).isEqualTo("conflict");
        assertThat(client.get("/api-keys?status=active").data()).hasSize(3);
    }

    @Test
    void of_many_who_rotate_a_key_at_once_one_gets_an_heir() throws Exception {
        String id = made("{\"name\":\"Race\"}").path("id").asString();
        List<Answer> answers = atOnce(8, () -> client.post("/api-keys/" + id + "/rotate", ""));
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allMatch(answer -> answer.errorCode().equals("conflict"));
        assertThat(client.get("/api-keys?status=active").data()).hasSize(3);
    }

    @Test
    void a_key_does_not_take_more_than_it_has_by_rotating_a_stronger_one() {
        String strong = made("{\"name\":\"Strong\"}").path("id").asString();
        Client weak = key(Set.of("api_key.write", "api_key.read", "price.read"));
        assertThat(weak.post("/api-keys/" + strong + "/rotate", "").errorCode()).isEqualTo("invalid_field");
        assertThat(weak.patch("/api-keys/" + strong, "{\"permissions\":[\"customer.read\"]}")
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    @Test
    void however_many_are_taken_away_at_once_one_that_can_make_others_stays() throws Exception {
        for (int i = 0; i < 7; i++) made("{\"name\":\"Writer " + i + "\"}");
        List<String> ids = Stream.iterate(0, i -> i + 1)
                .limit(8)
                .map(i -> client.get("/api-keys")
                        .data()
                        .path(i.intValue())
                        .path("id")
                        .asString())
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = ids.stream()
                    .map(id -> threads.submit(() -> id.hashCode() % 2 == 0
                            ? client.post("/api-keys/" + id + "/revoke", "")
                            : client.patch("/api-keys/" + id, "{\"permissions\":[\"price.read\"]}")))
                    .toList();
            int refused = 0;
            for (Future<Answer> answer : answers) if (answer.get().errorCode().equals("conflict")) refused++;
            assertThat(refused).isEqualTo(1);
        }
    }

    @Test
    void two_changes_of_different_fields_at_once_both_last() throws Exception {
        String id = made("{\"name\":\"Both\",\"permissions\":[\"price.read\",\"price.write\"]}")
                .path("id")
                .asString();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var renamed = threads.submit(() -> client.patch("/api-keys/" + id, "{\"name\":\"Renamed\"}"));
            var limited = threads.submit(() -> client.patch("/api-keys/" + id, "{\"permissions\":[\"price.read\"]}"));
            assertThat(renamed.get().status()).isEqualTo(200);
            assertThat(limited.get().status()).isEqualTo(200);
        }
        JsonNode now = client.get("/api-keys/" + id).data();
        assertThat(now.path("name").asString()).isEqualTo("Renamed");
        assertThat(now.path("permissions")).hasSize(1);
    }

    @Test
    void using_a_key_is_no_change_to_it() {
        JsonNode made = made("{\"name\":\"Used\"}");
        String path = "/api-keys/" + made.path("id").asString();
        String tag = client.get(path).raw().headers().firstValue("ETag").orElseThrow();
        check(made.path("key").asString());
        assertThat(client.get(path).data().path("last_used_at").isNull()).isFalse();
        assertThat(client.header("If-Match", tag)
                        .patch(path, "{\"name\":\"Still\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.header("If-Match", tag)
                        .patch(path, "{\"name\":\"Late\"}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void a_list_is_ordered_as_asked() {
        made("{\"name\":\"b\"}");
        made("{\"name\":\"a\"}");
        assertThat(client.get("/api-keys?order_by=name%5BDESC%5D").data())
                .extracting(key -> key.path("name").asString())
                .containsExactly("b", "a", "First key");
        assertThat(client.get("/api-keys?order_by=secret_hash%5BASC%5D").errorCode())
                .isEqualTo("invalid_field");
        assertThat(client.get("/api-keys?status=active,dead").errorCode()).isEqualTo("invalid_field");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"x\"",
                "{",
                "{}",
                "{\"name\":7}",
                "{\"name\":\"\\u0000\"}",
                "{\"name\":\"x\",\"secret_hash\":\"y\"}",
                "{\"name\":\"x\",\"merchant_id\":\"mer_1\"}",
                "{\"name\":\"x\",\"permissions\":\"all\"}",
                "{\"name\":\"x\",\"permissions\":[null]}",
                "{\"name\":\"x\",\"permissions\":[\"price.read\",null]}",
                "{\"name\":\"x\",\"permissions\":[{}]}",
                "{\"name\":\"x\",\"permissions\":[\"root\"]}",
                "{\"name\":\"x\",\"expires_at\":\"soon\"}",
                "{\"name\":\"x\",\"expires_at\":0}",
                "{\"name\":\"x\",\"expires_at\":1e308}",
                "{\"name\":\"x\",\"expires_at\":99999999999999999999999999}",
                "{\"name\":\"x\",\"expires_at\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"name\":\"x\",\"expires_at\":\"9999-12-31T23:59:59Z\"}",
                "{\"name\":\"x\",\"expires_at\":{}}"
            })
    void whatever_makes_no_sense_as_a_new_key_is_refused(String body) {
        Answer answer = client.post("/api-keys", body);
        assertThat(answer.status()).as("%s: %s", body, answer.text()).isEqualTo(400);
        assertThat(client.get("/api-keys").data()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"overlap_hours\":\"1\"}",
                "{\"overlap_hours\":1.5}",
                "{\"overlap_hours\":99999999999}",
                "{\"overlap_hours\":[]}",
                "[]",
                "7"
            })
    void whatever_makes_no_sense_as_a_rotation_is_refused(String body) {
        String id = client.get("/api-keys").data().path(0).path("id").asString();
        assertThat(client.post("/api-keys/" + id + "/rotate", body).status()).isEqualTo(400);
        assertThat(client.get("/api-keys").data()).hasSize(1);
    }

    @Test
    void a_strangers_key_is_unknown_whatever_is_tried_on_it() {
        String theirs = AuthService.RUNNING
                .as(new Caller.Merchant(AuthService.newShop().id(), "apikey_2", Permissions.ALL))
                .get("/api-keys")
                .data()
                .path(0)
                .path("id")
                .asString();
        String unknown = theirs.substring(0, theirs.length() - 1) + (theirs.endsWith("0") ? '1' : '0');
        for (String[] tried : new String[][] {
            {"GET", "", null},
            {"PATCH", "", "{\"name\":\"x\"}"},
            {"POST", "/rotate", "{}"},
            {"POST", "/revoke", "{}"},
            {"DELETE", "", null}
        }) {
            Answer foreign = client.send(tried[0], "/api-keys/" + theirs + tried[1], tried[2]);
            assertThat(foreign.status()).as(tried[0] + tried[1]).isEqualTo(404);
            assertThat(foreign.withoutRequestId())
                    .isEqualTo(client.send(tried[0], "/api-keys/" + unknown + tried[1], tried[2])
                            .withoutRequestId());
            for (Client other : List.of(shop.visitor(), shop.customer("ctm_1", "ses_1"), AuthService.operator()))
                assertThat(other.send(tried[0], "/api-keys/" + theirs + tried[1], tried[2])
                                .errorCode())
                        .isEqualTo("forbidden");
            assertThat(key(Set.of("customer.write", "customer.read"))
                            .send(tried[0], "/api-keys/" + theirs + tried[1], tried[2])
                            .errorCode())
                    .isEqualTo("forbidden");
        }
    }

    private Client key(Set<String> permissions) {
        return AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", permissions));
    }

    private JsonNode made(String body) {
        Answer made = client.post("/api-keys", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.data();
    }

    private static List<Answer> atOnce(int many, java.util.concurrent.Callable<Answer> asking) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(java.util.Collections.nCopies(many, asking)).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }

    private ApiKeyData told(EventType<ApiKeyData> type, String id) {
        var heard = Events.heard(Topic.AUTH, shop.id()).stream()
                .filter(event ->
                        event.type().equals(type.name()) && event.subject().equals(id))
                .toList();
        assertThat(heard).as(type.name()).hasSize(1);
        return heard.getFirst().as(type);
    }

    private static Instant instant(JsonNode key) {
        return Instant.parse(key.path("expires_at").asString());
    }

    private static Answer check(String key) {
        return AuthService.gateway().post("/gateway/api-keys/check", "{\"key\":\"" + key + "\"}");
    }
}
