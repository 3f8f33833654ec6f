package dev.portico.auth.merchant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.AuthService.Shop;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.events.AuthEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CustomDomainTest {

    static final String PATH = "/portal-configuration";
    static final AtomicInteger HOSTS = new AtomicInteger();

    final Shop shop = AuthService.newShop();
    final Client merchant = key(shop);
    final String host = "billing" + HOSTS.incrementAndGet() + ".shop.example";

    @Test
    void a_portal_answers_at_a_merchants_own_host_once_that_is_proven_and_not_before() {
        JsonNode asked = ask(merchant, host);
        assertThat(asked.path("custom_domain").asString()).isEqualTo(host);
        JsonNode proof = asked.path("domain_verification");
        assertThat(proof.path("status").asString()).isEqualTo("pending");
        assertThat(proof.path("record").path("type").asString()).isEqualTo("TXT");
        assertThat(proof.path("record").path("name").asString()).isEqualTo("_portico." + host);
        assertThat(at(host)).isEmpty();

        assertProblem(verify(merchant), "record_missing");
        AuthService.ZONE.say("_portico." + host, "portico-somethingelse", "v=spf1 -all");
        assertProblem(verify(merchant), "record_missing");
        AuthService.ZONE.fail("_portico." + host);
        assertProblem(verify(merchant), "dns_unavailable");
        assertThat(at(host)).isEmpty();

        prove(merchant, host);
        assertThat(verify(merchant).path("domain_verification").path("status").asString())
                .isEqualTo("verified");
        assertThat(at(host)).isEqualTo(shop.id());
        assertThat(at(host.toUpperCase(java.util.Locale.ROOT))).isEqualTo(shop.id());
        assertThat(at(shop.slug() + ".localhost")).isEqualTo(shop.id());
    }

    @Test
    void links_start_with_it_if_the_merchant_says_so_and_everybody_hears_of_it() {
        String usual = "http://" + shop.slug() + ".localhost:8080";
        proven(merchant, host);
        assertThat(portalUrl()).isEqualTo(usual);
        merchant.patch(PATH, "{\"custom_domain_primary\":true}");
        assertThat(portalUrl()).isEqualTo("http://" + host + ":8080");
        String customer = AuthService.newCustomer(shop, "jo@shop.example");
        assertThat(merchant.post("/customers/" + customer + "/portal-sessions", "{}")
                        .text())
                .contains("\"http://" + host + ":8080/");
        merchant.patch(PATH, "{\"custom_domain\":null}");
        assertThat(portalUrl()).isEqualTo(usual);
        assertThat(at(host)).isEmpty();
        await().untilAsserted(() -> assertThat(Events.heard(Topic.AUTH, shop.id()).stream()
                        .filter(event -> event.type().equals("merchant.updated"))
                        .map(event -> event.as(AuthEvents.MERCHANT_UPDATED).portalUrl()))
                .containsExactly("http://" + host + ":8080", usual));
    }

    @Test
    void a_portal_that_moves_keeps_its_own_host() {
        proven(merchant, host);
        merchant.patch(PATH, "{\"custom_domain_primary\":true}");
        move("http://{slug}.localhost:9090");
        assertThat(portalUrl()).isEqualTo("http://" + host + ":9090");
        move("http://{slug}.localhost:8080");
        assertThat(portalUrl()).isEqualTo("http://" + host + ":8080");
    }

    @Test
    void of_two_who_claim_it_whoever_proves_it_has_it() {
        Client other = key(AuthService.newShop());
        ask(other, host);
        ask(merchant, host);
        assertThat(proof(other)).isNotEqualTo(proof(merchant));
        prove(merchant, host);
        assertProblem(verify(other), "record_missing");
        verify(merchant);
        assertThat(at(host)).isEqualTo(shop.id());

        assertThat(key(AuthService.newShop())
                        .patch(PATH, "{\"custom_domain\":\"" + host + "\"}")
                        .text())
                .contains("invalid_field", "custom_domain");
        // Both can write to the zone: it stays where it is.
        AuthService.ZONE.say("_portico." + host, proof(merchant), proof(other));
        assertProblem(verify(other), "taken");
        assertThat(at(host)).isEqualTo(shop.id());
    }

    @Test
    void a_host_that_was_sold_goes_to_whoever_proves_it_now() {
        Shop buyer = AuthService.newShop();
        Client other = key(buyer);
        ask(other, host);
        proven(merchant, host);
        merchant.patch(PATH, "{\"custom_domain_primary\":true}");
        prove(other, host);
        assertThat(verify(other).path("domain_verification").path("status").asString())
                .isEqualTo("verified");
        assertThat(at(host)).isEqualTo(buyer.id());
        JsonNode lost = merchant.get(PATH).data();
        assertProblem(lost, "taken");
        assertThat(lost.path("portal_url").asString()).doesNotContain(host);
    }

    @Test
    void a_proof_is_looked_for_again_and_lost_once_it_has_been_gone_for_long() {
        proven(merchant, host);
        AuthService.ZONE.forget("_portico." + host);
        lookIn(Duration.ofHours(7));
        JsonNode missed = merchant.get(PATH).data();
        assertThat(missed.path("domain_verification").path("status").asString()).isEqualTo("verified");
        assertThat(missed.path("domain_verification").path("problem").asString())
                .isEqualTo("record_missing");
        assertThat(at(host)).isEqualTo(shop.id());
        lookIn(Duration.ofDays(3).plusMinutes(1));
        assertProblem(merchant.get(PATH).data(), "record_missing");
        assertThat(at(host)).isEmpty();
    }

    @Test
    void a_dns_that_does_not_answer_takes_nothing_away() {
        proven(merchant, host);
        AuthService.ZONE.fail("_portico." + host);
        lookIn(Duration.ofDays(30));
        JsonNode now = merchant.get(PATH).data();
        assertThat(now.path("domain_verification").path("status").asString()).isEqualTo("verified");
        assertThat(at(host)).isEqualTo(shop.id());
    }

    @Test
    void a_record_that_appears_is_found_without_being_asked() {
        ask(merchant, host);
        prove(merchant, host);
        lookIn(Duration.ofMinutes(2));
        assertThat(at(host)).isEqualTo(shop.id());
    }

    @Test
    void another_host_begins_anew_and_the_old_one_is_free() {
        proven(merchant, host);
        String old = proof(merchant);
        JsonNode next = ask(merchant, "new-" + host);
        assertThat(next.path("domain_verification").path("status").asString()).isEqualTo("pending");
        assertThat(proof(merchant)).isNotEqualTo(old);
        assertThat(at(host)).isEmpty();
        Shop heir = AuthService.newShop();
        proven(key(heir), host);
        assertThat(at(host)).isEqualTo(heir.id());
    }

    @Test
    void of_many_who_prove_it_at_once_one_has_it() throws Exception {
        List<Client> claimants = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            claimants.add(key(AuthService.newShop()));
            ask(claimants.getLast(), host);
        }
        AuthService.ZONE.say(
                "_portico." + host,
                claimants.stream().map(CustomDomainTest::proof).toArray(String[]::new));
        try (var threads = Executors.newFixedThreadPool(claimants.size())) {
            threads.invokeAll(claimants.stream()
                    .map(claimant -> (Callable<JsonNode>) () -> verify(claimant))
                    .toList());
        }
        assertThat(claimants)
                .filteredOn(claimant -> claimant.get(PATH)
                        .data()
                        .path("domain_verification")
                        .path("status")
                        .asString()
                        .equals("verified"))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "shop",
                "acme.localhost",
                "api.localhost",
                "x.acme.localhost",
                "portal.internal",
                "127.0.0.1",
                "10.1",
                "0x7f000001",
                "1.2.3.4.",
                "[::1]",
                "::1",
                "https://billing.shop.example",
                "billing.shop.example/path",
                "billing.shop.example:8080",
                "user@billing.shop.example",
                "*.shop.example",
                "-a.example",
                "a..example",
                ".example.com",
                "a_b.example",
                "a b.example",
                "a,b.example",
                "a.example,b.example",
                "stra\u00dfe.example",
                "evil\u0000.example",
                "a.example\r\nHost: b.example"
            })
    void what_is_no_host_of_a_merchants_own_is_refused(String host) {
        String json = tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(host);
        Answer answer = merchant.patch(PATH, "{\"custom_domain\":" + json + "}");
        assertThat(answer.errorCode()).as(answer.text()).isEqualTo("invalid_field");
        assertThat(merchant.get(PATH).data().path("custom_domain").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "http://{slug}.localhost:8080, localhost, http://billing.shop.example:8080",
        "https://{slug}.portal.example, portal.example, https://billing.shop.example",
        "https://slug-{slug}.Slugs.example, slugs.example, https://billing.shop.example"
    })
    void a_host_of_its_own_is_reached_as_all_portals_are(String pattern, String domain, String url) {
        var portals = new PortalSettings(pattern);
        assertThat(portals.domain()).isEqualTo(domain);
        assertThat(portals.urlAt("billing.shop.example")).isEqualTo(url);
    }

    @Test
    void names_are_kept_as_browsers_send_them() {
        assertThat(ask(merchant, "Zahlung.B\u00fccher" + HOSTS.incrementAndGet() + ".EXAMPLE.")
                        .path("custom_domain")
                        .asString())
                .matches("zahlung\\.xn--bcher\\d+-kva\\.example|zahlung\\.xn--[a-z0-9-]+\\.example");
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertThat(merchant.post(PATH + "/verify-domain", "").errorCode()).isEqualTo("conflict");
        for (String body : List.of(
                "{\"custom_domain_primary\":true}",
                "{\"custom_domain_primary\":null}",
                "{\"custom_domain_primary\":\"yes\"}",
                "{\"custom_domain\":7}",
                "{\"custom_domain\":[\"a.example\"]}",
                "{\"domain_verification\":{}}"))
            assertThat(merchant.patch(PATH, body).errorCode()).as(body).isEqualTo("invalid_field");
        Client reader =
                AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Set.of("portal_configuration.read")));
        assertThat(reader.post(PATH + "/verify-domain", "").errorCode()).isEqualTo("forbidden");
        for (Client stranger : List.of(shop.visitor(), shop.customer("ctm_1", "ses_1"), AuthService.operator()))
            assertThat(stranger.post(PATH + "/verify-domain", "").errorCode()).isEqualTo("forbidden");
    }

    private static Client key(Shop shop) {
        return AuthService.RUNNING.as(new Caller.Merchant(shop.id(), "apikey_1", Permissions.ALL));
    }

    private static JsonNode ask(Client merchant, String host) {
        Answer answer = merchant.patch(PATH, "{\"custom_domain\":\"" + host + "\"}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    private static String proof(Client merchant) {
        return merchant.get(PATH)
                .data()
                .path("domain_verification")
                .path("record")
                .path("value")
                .asString();
    }

    private static void prove(Client merchant, String host) {
        AuthService.ZONE.say("_portico." + host, proof(merchant));
    }

    private static void proven(Client merchant, String host) {
        ask(merchant, host);
        prove(merchant, host);
        JsonNode verified = verify(merchant);
        assertThat(verified.path("domain_verification").path("status").asString())
                .as(verified.toString())
                .isEqualTo("verified");
    }

    private static JsonNode verify(Client merchant) {
        Answer answer = merchant.post(PATH + "/verify-domain", "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.data();
    }

    private static void assertProblem(JsonNode configuration, String problem) {
        JsonNode verification = configuration.path("domain_verification");
        assertThat(verification.path("status").asString()).isEqualTo("pending");
        assertThat(verification.path("problem").asString()).isEqualTo(problem);
    }

    private static String at(String host) {
        return AuthService.gateway()
                .get("/gateway/hosts/" + host)
                .data()
                .path("merchant_id")
                .asString("");
    }

    private String portalUrl() {
        return merchant.get("/merchants/current").data().path("portal_url").asString();
    }

    private static void move(String pattern) {
        new MovedPortals(AuthService.merchants(), new PortalSettings(pattern), Clock.systemUTC()).run(null);
    }

    // What the worker does, so much later.
    private static void lookIn(Duration time) {
        var later = Clock.fixed(Clock.systemUTC().instant().plus(time), ZoneOffset.UTC);
        var domains = new CustomDomains(
                AuthService.merchants(),
                AuthService.RUNNING.bean(DomainHolders.class),
                AuthService.RUNNING.bean(TextRecords.class),
                AuthService.RUNNING.bean(DomainSettings.class),
                AuthService.RUNNING.bean(PortalSettings.class),
                later);
        while (domains.lookForDue()) {}
    }
}
