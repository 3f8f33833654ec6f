package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.auth.AuthService;
import dev.portico.auth.portal.PortalUser;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.events.SignInRequestData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class MagicLinkTest {

    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final String COOKIE = Secrets.token();
    private static final SignIns.Visit NOWHERE = new SignIns.Visit(null, null);

    private final SignIns signIns = AuthService.RUNNING.bean(SignIns.class);
    private final LinkSender sender = AuthService.RUNNING.bean(LinkSender.class);
    private final AuthService.Shop shop = AuthService.newShop();
    private final String customer = AuthService.newCustomer(shop, "jo@shop.example");
    private final PortalUser visitor = PortalUser.of(new Caller.Visitor(shop.id()));
    private final Instant start = Clock.systemUTC().instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);

    @Test
    void a_link_is_good_for_ten_minutes() {
        String early = tokenFor(attempt(), start);
        assertThat(redeem(early, start.plus(Duration.ofSeconds(599))).next()).isEqualTo("/");
        String late = tokenFor(attempt(), start.plusSeconds(60));
        assertExpired(late, start.plusSeconds(60).plus(Duration.ofSeconds(601)));
        assertExpired(late, start.plusSeconds(60).plus(Duration.ofMinutes(10)));
    }

    @Test
    void a_newer_link_voids_the_older_ones() {
        String first = tokenFor(attempt(), start);
        String second = tokenFor(attempt(), start.plusSeconds(31));
        assertExpired(first, start.plusSeconds(32));
        assertThat(redeem(second, start.plusSeconds(32))).isNotNull();
    }

    @Test
    void a_token_made_for_anything_else_opens_nothing() {
        String token = Secrets.token();
        var other = new MagicLink(
                Secrets.sha256(token),
                shop.id(),
                customer,
                "portal_session",
                "signin_1",
                Secrets.sha256(COOKIE),
                "jo@shop.example",
                null,
                "/",
                0,
                start,
                start.plusSeconds(600),
                null);
        AuthService.RUNNING.bean(MagicLinks.class).open(new Caller.Service(shop.id(), "test"), other, start);
        assertExpired(token, start);
    }

    @Test
    void the_same_attempt_sends_one_mail_however_often_it_is_worked_on() {
        SignInAttempt attempt = attempt();
        for (int i = 0; i < 3; i++) sender.answer(attempt, start.plusSeconds(i));
        String token = tokenFor(attempt, start.plusSeconds(3));
        assertThat(AuthService.mailsOf(shop)).hasSize(1);
        assertThat(redeem(token, start.plusSeconds(4))).isNotNull();
    }

    @Test
    void a_flood_of_requests_comes_to_five_mails_an_hour() {
        for (int i = 0; i < 60; i++) {
            Instant at = start.plusSeconds(31L * i);
            sender.answer(attemptAt(at), at);
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(5));
        Instant later = start.plus(Duration.ofMinutes(61));
        String token = tokenFor(attemptAt(later), later);
        assertThat(redeem(token, start.plus(Duration.ofMinutes(62)))).isNotNull();
    }

    @Test
    void an_attempt_that_a_crash_left_behind_is_worked_on() {
        var left = attemptAt(start);
        AuthService.RUNNING.bean(SignInAttempts.class).add(left.caller(), left);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(1));
    }

    @Test
    void an_attempt_that_is_too_old_is_not_answered() {
        sender.answer(attemptAt(start.minusSeconds(600)), start);
        tokenFor(attempt(), start);
        assertThat(AuthService.mailsOf(shop)).hasSize(1);
    }

    @Test
    void no_secret_is_at_rest() {
        String token = tokenFor(attempt(), start);
        SignIns.SignedIn in = redeem(token, start.plusSeconds(1));
        MongoTemplate store = AuthService.RUNNING.bean(MongoTemplate.class);
        for (String collection : store.getCollectionNames()) {
            for (Document document : store.getCollection(collection).find()) {
                assertThat(document.toJson())
                        .as(collection)
                        .doesNotContain(token)
                        .doesNotContain(COOKIE)
                        .doesNotContain(shop.apiKey())
                        .doesNotContain(in.opened().secret());
            }
        }
        assertThat(AuthService.mailsOf(shop).toString()).doesNotContain(token);
    }

    @Test
    void what_has_expired_is_forgotten() {
        tokenFor(attempt(), start);
        MongoTemplate store = AuthService.RUNNING.bean(MongoTemplate.class);
        Awaitility.await().untilAsserted(() -> {
            signIns.sweep(start.plus(Duration.ofHours(25)));
            for (String collection : List.of("magic_links", "sign_in_requests", "send_quotas", "sign_in_attempts")) {
                assertThat(store.getCollection(collection).countDocuments(new Document("merchantId", shop.id())))
                        .as(collection)
                        .isZero();
            }
        });
    }

    private SignInAttempt attempt() {
        return attemptAt(start);
    }

    private SignInAttempt attemptAt(Instant at) {
        return new SignInAttempt(
                IDS.next("attempt"),
                shop.id(),
                "jo@shop.example",
                Secrets.sha256(COOKIE),
                "/",
                null,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                at,
                at);
    }

    private String tokenFor(SignInAttempt attempt, Instant now) {
        sender.answer(attempt, now);
        String id = Ids.derived("signin", attempt.id());
        SignInRequestData mail = Awaitility.await()
                .until(
                        () -> AuthService.mailsOf(shop).stream()
                                .filter(sent -> sent.id().equals(id))
                                .findFirst(),
                        java.util.Optional::isPresent)
                .orElseThrow();
        String link = AuthService.RUNNING.bean(Sealer.class).open(mail.sealedLink(), mail.id());
        return link.substring(link.indexOf("#t=") + 3);
    }

    private SignIns.SignedIn redeem(String token, Instant now) {
        return signIns.redeem(visitor, new SignIns.Proof(token, COOKIE, null, NOWHERE), now);
    }

    private void assertExpired(String token, Instant now) {
        assertThatThrownBy(() -> redeem(token, now)).isInstanceOf(Refusal.class).hasMessage("sign_in_link_expired");
    }
}
