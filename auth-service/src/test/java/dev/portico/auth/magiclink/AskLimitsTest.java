package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.events.SignInRequestData;
import dev.portico.testing.Client;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AskLimitsTest {

    private static final String EMAIL = "jo@shop.example";
    private static final Ids IDS = new Ids(Clock.systemUTC());

    private final AuthService.Shop shop = AuthService.newShop();
    private final String customer = AuthService.newCustomer(shop, EMAIL);
    private final Caller.Service caller = new Caller.Service(shop.id(), "test");

    @Test
    void one_client_asks_twenty_times_an_hour_whoever_he_asks_for() {
        Client one = from("1");
        for (int i = 0; i < 10; i++) {
            assertThat(one.post("/sign-in", ask(EMAIL)).status()).isEqualTo(202);
            assertThat(one.post("/sign-in", ask("nobody@shop.example")).status())
                    .isEqualTo(202);
        }
        Client.Answer known = one.post("/sign-in", ask(EMAIL));
        Client.Answer unknown = one.post("/sign-in", ask("nobody@shop.example"));
        assertThat(known.status()).isEqualTo(429);
        assertThat(known.errorCode()).isEqualTo("too_many_requests");
        assertThat(known.raw().headers().firstValueAsLong("Retry-After").orElse(0))
                .isBetween(1L, 180L);
        assertThat(known.raw().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(unknown.withoutRequestId()).isEqualTo(known.withoutRequestId());
        assertThat(from("2").post("/sign-in", ask(EMAIL)).status()).isEqualTo(202);
        assertThat(AuthService.newShop()
                        .visitor()
                        .header("Portico-Client", "1".repeat(64) + " 192.0.2.0/24")
                        .post("/sign-in", ask(EMAIL))
                        .status())
                .as("another merchant's portal")
                .isEqualTo(202);
    }

    @Test
    void who_may_not_ask_any_more_can_still_use_what_he_was_sent() {
        String cookie = Secrets.token();
        Client one = from("3").header("Cookie", "__Host-link=" + cookie);
        for (int i = 0; i < 21; i++) one.post("/sign-in", ask(EMAIL));
        assertThat(one.post("/sign-in", ask(EMAIL)).status()).isEqualTo(429);
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(1));
        assertThat(one.post("/sign-in/redeem", "{\"token\":\"" + token(mail()) + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_thousand_requests_from_two_hundred_addresses_send_a_mail_or_two_and_lock_nobody_out() {
        String cookie = Secrets.token();
        shop.visitor().header("Cookie", "__Host-link=" + cookie).post("/sign-in", ask(EMAIL));
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(1));
        String own = token(mail());
        for (int i = 0; i < 1_000; i++) {
            String fingerprint = Secrets.sha256(String.valueOf(i % 200));
            assertThat(shop.visitor()
                            .header("Portico-Client", fingerprint + " 198.51.100.0/24")
                            .post("/sign-in", ask(EMAIL))
                            .status())
                    .isEqualTo(202);
        }
        // The last one's turn comes after all others', and it is another's: then all have been worked on.
        String marker = AuthService.newCustomer(shop, "marker@shop.example");
        shop.visitor().post("/sign-in", ask("marker@shop.example"));
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(AuthService.mailsOf(shop))
                        .anyMatch(mail -> mail.customerId().equals(marker)));
        assertThat(AuthService.mailsOf(shop))
                .filteredOn(mail -> mail.customerId().equals(customer))
                .hasSizeBetween(1, 15);
        SignInRequestData last = AuthService.mailsOf(shop).stream()
                .filter(mail -> mail.customerId().equals(customer))
                .reduce((_, later) -> later)
                .orElseThrow();
        if (!token(last).equals(own))
            assertThat(shop.visitor()
                            .post("/sign-in/redeem", "{\"token\":\"" + token(last) + "\"}")
                            .status())
                    .as("what the flood had sent opens only for who knows the address")
                    .isEqualTo(409);
        assertThat(shop.visitor()
                        .header("Cookie", "__Host-link=" + cookie)
                        .post("/sign-in/redeem", "{\"token\":\"" + own + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void sixty_mails_leave_for_a_merchant_at_once_and_the_next_waits_for_its_turn() {
        AskLimits limits = AuthService.RUNNING.bean(AskLimits.class);
        Clock clock = AuthService.RUNNING.bean(Clock.class);
        Instant start = clock.instant();
        int sent = 0;
        while (!limits.mustWait(caller)) sent++;
        long refilled = Duration.between(start, clock.instant()).toSeconds() + 1;
        assertThat(sent).isBetween(60, (int) (60 + refilled));
        while (!limits.mustWait(caller)) sent++;

        var attempt = new SignInAttempt(
                IDS.next("attempt"),
                shop.id(),
                EMAIL,
                Secrets.sha256("browser"),
                "/",
                null,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                clock.instant(),
                clock.instant());
        AuthService.RUNNING.bean(SignInAttempts.class).add(caller, attempt);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(1));
        assertThat(limits.mustWait(new Caller.Service(AuthService.newShop().id(), "test")))
                .as("another merchant's customers")
                .isFalse();
    }

    private Client from(String digit) {
        return shop.visitor().header("Portico-Client", digit.repeat(64) + " 192.0.2.0/24");
    }

    private SignInRequestData mail() {
        return AuthService.mailsOf(shop).getFirst();
    }

    private static String token(SignInRequestData mail) {
        String link = AuthService.RUNNING.bean(Sealer.class).open(mail.sealedLink(), mail.id());
        return link.substring(link.indexOf("#t=") + 3);
    }

    private static String ask(String email) {
        return "{\"email\":\"" + email + "\"}";
    }
}
