package dev.portico.auth.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Stores;
import dev.portico.events.SignInRequestData;
import dev.portico.testing.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;
import tools.jackson.databind.JsonNode;

class TrailTest {

    private static final String EMAIL = "jo@shop.example";
    private static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final String FINGERPRINT = "a".repeat(64);

    private final AuthService.Shop shop = AuthService.newShop();
    private final String customer = AuthService.newCustomer(shop, EMAIL);
    private final String cookie = Secrets.token();
    private final Client merchant = AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Permissions.ALL));

    @Test
    void a_customer_and_his_merchant_see_everything_that_happened_at_his_door() {
        browser().post("/sign-in", "{\"email\":\"" + EMAIL + "\"}");
        await().untilAsserted(() -> assertThat(types(own())).containsExactlyInAnyOrder("sent", "requested"));
        browser().post("/sign-in", "{\"email\":\"" + EMAIL + "\"}");
        await().untilAsserted(() -> assertThat(types(own())).hasSize(4));
        SignInRequestData mail = AuthService.mailsOf(shop).getFirst();
        String code = AuthService.RUNNING.bean(Sealer.class).open(mail.sealedCode(), mail.id() + "/code");
        String wrong = code.equals("000000") ? "000001" : "000000";
        for (int i = 0; i < 3; i++) shop.visitor().post("/sign-in/redeem", redeem(mail, null));
        shop.visitor().post("/sign-in/redeem", redeem(mail, "other@shop.example"));
        browser().post("/sign-in/code", code(wrong));
        browser().post("/sign-in/code", code(code));
        browser().post("/sign-in/redeem", redeem(mail, null));
        signedIn().delete("/session");
        signedIn().delete("/sessions");

        List<String> happened = new ArrayList<>(types(own()).reversed());
        assertThat(happened.subList(0, 4)).containsExactlyInAnyOrder("requested", "sent", "requested", "limited");
        assertThat(happened.subList(4, happened.size()))
                .containsExactly(
                        "opened_elsewhere", "refused", "refused", "signed_in", "refused", "signed_out", "revoked");
        JsonNode entered = first("signed_in");
        assertThat(entered.path("method").asString()).isEqualTo("code");
        assertThat(entered.path("device").asString()).isEqualTo("Firefox on Linux");
        assertThat(entered.path("network").asString()).isEqualTo("192.0.2.0/24");
        assertThat(entered.path("customer_id").asString()).isEqualTo(customer);
        assertThat(merchant.get("/customers/" + customer + "/sign-ins").data()).isEqualTo(own());
        assertThat(merchant.get("/sign-ins").data()).isEqualTo(own());
    }

    @Test
    void passes_and_archiving_are_noted_too() {
        String link = merchant.post("/customers/" + customer + "/portal-sessions", "{}")
                .data()
                .path("urls")
                .path("general")
                .path("overview")
                .asString();
        String pass = link.substring(link.indexOf("#token=") + 7);
        assertThat(browser()
                        .post("/sign-in/pass", "{\"token\":\"" + pass + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(first("signed_in").path("method").asString()).isEqualTo("pass");
        AuthService.archive(shop, customer, EMAIL);
        await().untilAsserted(() -> assertThat(types(own())).startsWith("revoked"));
    }

    @Test
    void what_concerns_nobody_who_is_known_only_the_merchant_sees_and_a_limit_is_noted_once() {
        for (int i = 0; i < 25; i++) browser().post("/sign-in", "{\"email\":\"nobody@shop.example\"}");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(
                                types(merchant.get("/sign-ins?per_page=200").data()))
                        .hasSize(21)
                        .containsOnly("requested", "limited"));
        assertThat(types(own())).isEmpty();
    }

    @Test
    void nobody_sees_what_is_anothers() {
        browser().post("/sign-in", "{\"email\":\"" + EMAIL + "\"}");
        await().untilAsserted(() -> assertThat(types(own())).hasSize(2));
        var other = AuthService.newShop();
        var stranger = AuthService.RUNNING.as(new Caller.Merchant(other.id(), "apikey_1", Permissions.ALL));
        var foreign = stranger.get("/customers/" + customer + "/sign-ins");
        var unknown = stranger.get("/customers/ctm_" + "0".repeat(26) + "/sign-ins");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(foreign.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        assertThat(stranger.get("/sign-ins").data()).isEmpty();
        assertThat(shop.customer("ctm_other", "ses_1").get("/sign-ins").data()).isEmpty();
        assertThat(shop.visitor().get("/sign-ins").status()).isEqualTo(401);
        assertThat(signedIn().get("/customers/" + customer + "/sign-ins").status())
                .isEqualTo(403);
        var reader = AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_2", Set.of("customer.read")));
        assertThat(reader.get("/customers/" + customer + "/sign-ins").status()).isEqualTo(403);
    }

    @Test
    void it_is_paged_latest_first() {
        var trail = AuthService.RUNNING.bean(Trail.class);
        var caller = new Caller.Service(shop.id(), "test");
        Instant start = Instant.parse("2026-11-24T10:00:00Z");
        for (int i = 0; i < 7; i++)
            trail.note(caller, Happening.to(customer, Happening.What.SENT), start.plusSeconds(i / 2));
        var seen = new ArrayList<String>();
        String after = "";
        for (int page = 0; page < 4; page++) {
            var answer = signedIn().get("/sign-ins?per_page=2" + after);
            answer.data().forEach(item -> seen.add(item.path("id").asString()));
            after = "&after=" + seen.getLast();
            assertThat(answer.body()
                            .path("meta")
                            .path("pagination")
                            .path("has_more")
                            .asBoolean())
                    .isEqualTo(page < 3);
        }
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(own().valueStream().map(item -> item.path("id").asString())).containsExactlyElementsOf(seen);
    }

    @Test
    void it_holds_no_address_and_no_secret_and_is_forgotten_after_ninety_days() {
        browser().post("/sign-in", "{\"email\":\"" + EMAIL + "\"}");
        await().untilAsserted(() -> assertThat(types(own())).hasSize(2));
        browser().post("/sign-in/redeem", redeem(AuthService.mailsOf(shop).getFirst(), null));
        var mine = new Document("merchantId", shop.id());
        var documents = AuthService.RUNNING.bean(MongoTemplate.class).getCollection("sign_in_trail");
        for (Document noted : documents.find(mine))
            assertThat(noted.toJson()).doesNotContain("@", cookie, FINGERPRINT, "signin_", "attempt_");
        Instant now = AuthService.RUNNING.bean(Clock.class).instant();
        trailAt(now.plus(Duration.ofDays(89))).sweep();
        assertThat(documents.countDocuments(mine)).isEqualTo(3);
        trailAt(now.plus(Duration.ofDays(91))).sweep();
        assertThat(documents.countDocuments(mine)).isZero();
    }

    private static Trail trailAt(Instant now) {
        return new Trail(
                AuthService.RUNNING.bean(Stores.class),
                new TrailSettings(Duration.ofDays(90)),
                AuthService.RUNNING.bean(Ids.class),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private Client browser() {
        return shop.visitor()
                .header("Cookie", "__Host-link=" + cookie)
                .header("User-Agent", FIREFOX)
                .header("Portico-Client", FINGERPRINT + " 192.0.2.0/24");
    }

    private Client signedIn() {
        return shop.customer(customer, "ses_1");
    }

    private JsonNode own() {
        return signedIn().get("/sign-ins").data();
    }

    private JsonNode first(String type) {
        return own().valueStream()
                .filter(item -> item.path("type").asString().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> types(JsonNode list) {
        return list.valueStream().map(item -> item.path("type").asString()).toList();
    }

    private static String redeem(SignInRequestData mail, String email) {
        String link = AuthService.RUNNING.bean(Sealer.class).open(mail.sealedLink(), mail.id());
        String typed = email == null ? "" : ",\"email\":\"" + email + "\"";
        return "{\"token\":\"" + link.substring(link.indexOf("#t=") + 3) + "\"" + typed + "}";
    }

    private static String code(String code) {
        return "{\"email\":\"" + EMAIL + "\",\"code\":\"" + code + "\"}";
    }
}
