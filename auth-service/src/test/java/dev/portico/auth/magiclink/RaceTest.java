package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.auth.AuthService;
import dev.portico.auth.portal.PortalUser;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Many at once, many times over: the first rounds only warm up the connections, and find no race.
class RaceTest {

    private static final int ROUNDS = 40;
    private static final int REDEMPTIONS = 1_000;
    private static final int RUNNERS = 32;
    private static final String COOKIE = Secrets.token();
    private static final SignIns.Visit NOWHERE = new SignIns.Visit(null, null);

    private final SignIns signIns = AuthService.RUNNING.bean(SignIns.class);
    private final MagicLinks links = AuthService.RUNNING.bean(MagicLinks.class);
    private final SendQuotas quotas = AuthService.RUNNING.bean(SendQuotas.class);
    private final AuthService.Shop shop = AuthService.newShop();
    private final Caller.Service service = new Caller.Service(shop.id(), "test");
    private final Instant now = Clock.systemUTC().instant();

    // The write that decides, a thousand times; all that is around it less often, since it decides nothing.
    @Test
    void of_32_who_use_up_a_link_at_once_one_wins_a_thousand_times() throws Exception {
        for (int round = 0; round < REDEMPTIONS; round++) {
            String hash = Secrets.sha256(link("ctm_" + round, "signin_" + round));
            assertThat(winners(() -> links.consume(service, hash, now).isPresent()))
                    .isEqualTo(1);
        }
    }

    @Test
    void of_32_who_redeem_a_link_at_once_one_wins() throws Exception {
        String customer = AuthService.newCustomer(shop, "jo@shop.example");
        for (int round = 0; round < ROUNDS; round++) {
            String token = link(customer, "signin_" + round);
            assertThat(winners(() -> redeemed(token, COOKIE, null))).isEqualTo(1);
        }
    }

    @Test
    void of_32_who_guess_at_once_five_are_heard() throws Exception {
        String customer = AuthService.newCustomer(shop, "jo@shop.example");
        for (int round = 0; round < ROUNDS; round++) {
            String token = link(customer, "signin_" + round);
            assertThat(winners(() ->
                            links.tried(service, Secrets.sha256(token), now).isPresent()))
                    .isEqualTo(5);
            assertThat(redeemed(token, null, "jo@shop.example")).isFalse();
        }
    }

    @Test
    void of_32_attempts_at_once_for_one_address_one_gets_a_mail() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String email = "jo" + round + "@shop.example";
            assertThat(winners(() -> quotas.take(service, email, Secrets.token(), now)))
                    .isEqualTo(1);
        }
    }

    private boolean redeemed(String token, String cookie, String email) {
        try {
            var visitor = PortalUser.of(new Caller.Visitor(shop.id()));
            signIns.redeem(visitor, new SignIns.Proof(token, cookie, email, NOWHERE), now);
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private String link(String customer, String request) {
        String token = Secrets.token();
        var link = new MagicLink(
                Secrets.sha256(token),
                shop.id(),
                customer,
                MagicLink.SIGN_IN,
                request,
                Secrets.sha256(COOKIE),
                "jo@shop.example",
                null,
                "/",
                0,
                now,
                now.plusSeconds(600),
                null);
        links.open(service, link, now);
        return token;
    }

    private static long winners(Callable<Boolean> runner) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var runs = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < RUNNERS; i++) {
                runs.add(threads.submit(() -> {
                    start.await();
                    return runner.call();
                }));
            }
            start.countDown();
            long winners = 0;
            for (var run : runs) winners += run.get() ? 1 : 0;
            return winners;
        }
    }
}
