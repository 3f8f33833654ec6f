package dev.portico.auth.portalsession;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.auth.AuthService;
import dev.portico.auth.AuthService.Shop;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.events.DurationData;
import dev.portico.events.SubscriptionData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import dev.portico.testing.Samples;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PortalSessionTest {

    static final Ids IDS = new Ids(Clock.systemUTC());

    final Shop shop = AuthService.newShop();
    final Client merchant = key(Permissions.ALL);
    final String customer = AuthService.newCustomer(shop, "jo@example.com");
    final String sessions = "/customers/" + customer + "/portal-sessions";

    @Test
    void a_portal_session_has_a_link_for_everything_a_customer_may_do() {
        String subscription = subscribed(customer);
        Answer opened = merchant.post(sessions, "{\"subscription_ids\":[\"" + subscription + "\"]}");
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        assertThat(opened.data().path("id").asString()).matches("cpls_[0-9a-z]{26}");
        JsonNode urls = opened.data().path("urls");
        String portal = "http://" + shop.slug() + ".localhost:8080/";
        assertThat(urls.path("general").path("overview").asString()).startsWith(portal + "?action=overview#token=pga_");
        JsonNode links = urls.path("subscriptions").path(0);
        String about = "&subscription_id=" + subscription + "#token=pga_";
        assertThat(links.path("id").asString()).isEqualTo(subscription);
        assertThat(links.path("cancel_subscription").asString())
                .startsWith(portal + "?action=cancel_subscription" + about);
        assertThat(links.path("update_subscription_payment_method").asString())
                .startsWith(portal + "?action=update_subscription_payment_method" + about);
        assertThat(links.path("view_subscription").asString()).startsWith(portal + "?action=view_subscription" + about);
    }

    @Test
    void without_subscriptions_there_is_the_overview() {
        for (String body : List.of("", "{}", "{\"subscription_ids\":[]}", "{\"subscription_ids\":null}")) {
            Answer opened = merchant.post(sessions, body);
            assertThat(opened.status()).as(body).isEqualTo(201);
            assertThat(opened.data().path("urls").path("subscriptions")).isEmpty();
        }
    }

    @Test
    void a_link_signs_in_once() {
        String token = token(merchant.post(sessions, "{}"));
        Answer first = show(shop, token);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.raw().headers().firstValue("Set-Cookie").orElse(""))
                .startsWith("__Host-sid=")
                .contains("Secure", "HttpOnly", "SameSite=Lax");
        assertThat(show(shop, token).errorCode()).isEqualTo("sign_in_link_expired");
    }

    @Test
    void each_link_of_a_session_works_by_itself() {
        String subscription = subscribed(customer);
        JsonNode urls = merchant.post(sessions, "{\"subscription_ids\":[\"" + subscription + "\"]}")
                .data()
                .path("urls");
        var tokens = new ArrayList<String>();
        tokens.add(tokenIn(urls.path("general").path("overview").asString()));
        for (String link : List.of("cancel_subscription", "view_subscription"))
            tokens.add(tokenIn(urls.path("subscriptions").path(0).path(link).asString()));
        for (String token : tokens) assertThat(show(shop, token).status()).isEqualTo(200);
    }

    @Test
    void of_32_who_show_one_pass_at_once_one_is_let_in() throws Exception {
        String token = token(merchant.post(sessions, "{}"));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (int i = 0; i < 32; i++) answers.add(threads.submit(() -> show(shop, token)));
            int in = 0;
            for (Future<Answer> answer : answers) if (answer.get().status() == 200) in++;
            assertThat(in).isEqualTo(1);
        }
    }

    @Test
    void another_portal_takes_it_for_unknown_and_does_not_use_it_up() {
        String token = token(merchant.post(sessions, "{}"));
        Shop other = AuthService.newShop();
        assertThat(show(other, token).withoutRequestId())
                .isEqualTo(show(other, "pga_nonsense").withoutRequestId());
        assertThat(show(shop, token).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pga_",
                "_",
                "pga",
                "pga_AAAA",
                "pga_%%%",
                "\u00e4\u00f6",
                "pga_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatever_is_no_pass_is_refused_alike(String text) {
        assertThat(show(shop, text).errorCode()).isEqualTo("sign_in_link_expired");
    }

    @Test
    void a_pass_expires_and_cannot_be_tampered_with() {
        var passes = new PortalPasses(new Sealer(Base64.getEncoder().encodeToString(new byte[32])), Clock.systemUTC());
        String old = passes.issue("pga", shop.id(), customer, Duration.ofSeconds(-1));
        assertThat(show(shop, old).errorCode()).isEqualTo("sign_in_link_expired");
        String good = passes.issue("pga", shop.id(), customer, Duration.ofMinutes(1));
        char last = good.charAt(30);
        String forged = good.substring(0, 30) + (last == 'A' ? 'B' : 'A') + good.substring(31);
        assertThat(show(shop, forged).errorCode()).isEqualTo("sign_in_link_expired");
        assertThat(show(shop, good).status()).isEqualTo(200);
    }

    @Test
    void whoever_was_archived_is_not_let_in() {
        String token = token(merchant.post(sessions, "{}"));
        AuthService.archive(shop, customer, "jo@example.com");
        assertThat(show(shop, token).errorCode()).isEqualTo("sign_in_link_expired");
        assertThat(merchant.post(sessions, "{}").status()).isEqualTo(404);
    }

    @Test
    void subscriptions_must_be_the_customers_own() {
        String others = subscribed(AuthService.newCustomer(shop, "else@example.com"));
        Answer foreign = merchant.post(sessions, "{\"subscription_ids\":[\"" + others + "\"]}");
        Answer unknown = merchant.post(sessions, "{\"subscription_ids\":[\"" + IDS.next("sub") + "\"]}");
        assertThat(foreign.status()).isEqualTo(400);
        assertThat(foreign.withoutRequestId()).isEqualTo(unknown.withoutRequestId());
        assertThat(merchant.post(sessions, "{\"subscription_ids\":[null]}").errorCode())
                .isEqualTo("invalid_field");
        assertThat(merchant.post(sessions, "{\"subscription_ids\":[\"a\",\"a\"]}")
                        .errorCode())
                .isEqualTo("invalid_field");
        assertThat(merchant.post(sessions, "{\"subscription_ids\":\"a\"}").errorCode())
                .isEqualTo("invalid_field");
        assertThat(merchant.post(sessions, "{\"subscription_ids\":[" + "\"a\",".repeat(25) + "\"b\"]}")
                        .errorCode())
                .isEqualTo("invalid_field");
    }

    @Test
    void a_key_of_another_merchant_or_without_the_permission_opens_nothing() {
        Client stranger =
                AuthService.RUNNING.as(new Caller.Merchant(AuthService.newShop().id(), "apikey_2", Permissions.ALL));
        assertThat(stranger.post(sessions, "{}").withoutRequestId())
                .isEqualTo(stranger.post("/customers/" + IDS.next("ctm") + "/portal-sessions", "{}")
                        .withoutRequestId());
        Answer lacking = key(Set.of("customer.read", "customer.write")).post(sessions, "{}");
        assertThat(lacking.status()).isEqualTo(403);
        assertThat(lacking.body().path("error").path("detail").asString()).contains("customer_portal_session.write");
        assertThat(shop.customer(customer, "ses_1").post(sessions, "{}").errorCode())
                .isEqualTo("forbidden");
    }

    @Test
    void an_auth_token_signs_in_like_a_link() {
        JsonNode token =
                merchant.post("/customers/" + customer + "/auth-token", "").data();
        assertThat(token.path("customer_auth_token").asString()).startsWith("pca_");
        assertThat(show(shop, token.path("customer_auth_token").asString()).status())
                .isEqualTo(200);
    }

    @Test
    void the_merchant_says_for_how_long_links_are_good_and_how_its_portal_looks() {
        Answer changed =
                merchant.patch("/portal-configuration", "{\"portal_session_minutes\":60,\"brand_color\":\"#112233\"}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.data().path("portal_session_minutes").asInt()).isEqualTo(60);
        assertThat(merchant.get("/portal-configuration")
                        .data()
                        .path("brand_color")
                        .asString())
                .isEqualTo("#112233");
        for (String wrong : List.of(
                "{\"portal_session_minutes\":61}",
                "{\"portal_session_minutes\":\"10\"}",
                "{\"portal_session_minutes\":9}",
                "{\"portal_url\":\"http://x\"}",
                "{\"locale\":null}"))
            assertThat(merchant.patch("/portal-configuration", wrong).status())
                    .as(wrong)
                    .isEqualTo(400);
        Answer moved = merchant.patch(
                "/merchants/current",
                "{\"address\":{\"country_code\":\"CH\",\"city\":\"Bern\"},\"tax_identifier\":\"CHE-1\"}");
        assertThat(moved.data().path("address").path("city").asString()).isEqualTo("Bern");
        assertThat(merchant.patch("/merchants/current", "{\"address\":{\"country_code\":\"XX\"}}")
                        .status())
                .isEqualTo(400);
    }

    private Client key(Set<String> permissions) {
        return AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", permissions));
    }

    private static Answer show(Shop at, String token) {
        return at.visitor().post("/sign-in/pass", "{\"token\":\"" + token + "\"}");
    }

    private static String token(Answer opened) {
        return tokenIn(
                opened.data().path("urls").path("general").path("overview").asString());
    }

    private static String tokenIn(String link) {
        return link.substring(link.indexOf("#token=") + 7);
    }

    private String subscribed(String who) {
        String id = IDS.next("sub");
        var data = new SubscriptionData(
                id,
                "active",
                who,
                null,
                null,
                "USD",
                null,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                null,
                null,
                null,
                null,
                null,
                "automatic",
                null,
                null,
                new DurationData("month", 1),
                null,
                List.of(),
                null,
                null);
        Events.publish(SubscriptionEvents.SUBSCRIPTION_CREATED, shop.id(), who, id, 1, data);
        return id;
    }
}
