package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portico.auth.AuthService;
import dev.portico.auth.portal.PortalUser;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/// Whether somebody is a customer can't be told by how long an answer takes. Times of a loaded machine scatter; which
/// of
/// two requests is the slower one does not, if they do the same.
class EnumerationTest {

    private static final String KNOWN = "jo@shop.example";
    private static final String UNKNOWN = "no@shop.example";
    private static final int WARM_UP = 20;
    private static final int ASKED = 500;
    private static final int TYPED = 80;
    private static final int GUESSES = 5;

    private final AuthService.Shop shop = AuthService.newShop();
    private final String customer = AuthService.newCustomer(shop, KNOWN);
    private final Caller.Service caller = new Caller.Service(shop.id(), "test");
    private final Ids ids = new Ids(Clock.systemUTC());

    @Test
    void asking_for_a_link_takes_as_long_for_a_stranger_as_for_a_customer() {
        assertThat(separability(ASKED, _ -> ask(KNOWN), _ -> ask(UNKNOWN))).isBetween(0.4, 0.6);
    }

    @Test
    void a_wrong_code_takes_as_long_where_none_was_sent() {
        Instant now = AuthService.RUNNING.bean(Clock.class).instant();
        int requests = (WARM_UP + TYPED) / GUESSES;
        for (int i = 0; i < requests; i++) {
            asked(i, i + KNOWN, now);
            asked(i, i + UNKNOWN, now);
            sent(i, i + KNOWN, now);
        }
        assertThat(separability(
                        TYPED, i -> type(i, i / GUESSES + KNOWN, now), i -> type(i, i / GUESSES + UNKNOWN, now)))
                .isBetween(0.35, 0.65);
    }

    // The chance that the one takes longer than the other (AUC): one half if nobody can tell them apart.
    private static double separability(int pairs, IntConsumer one, IntConsumer other) {
        List<Long> some = new ArrayList<>();
        List<Long> others = new ArrayList<>();
        for (int i = 0; i < WARM_UP + pairs; i++) {
            boolean first = i % 2 == 0;
            long ofFirst = nanos(i, first ? one : other);
            long ofSecond = nanos(i, first ? other : one);
            if (i < WARM_UP) continue;
            some.add(first ? ofFirst : ofSecond);
            others.add(first ? ofSecond : ofFirst);
        }
        Collections.sort(others);
        double longer = 0;
        for (long time : some) {
            int at = Collections.binarySearch(others, time);
            longer += at < 0 ? -at - 1 : at + 0.5;
        }
        double auc = longer / some.size() / others.size();
        System.out.println("separability of known and unknown: " + auc);
        return auc;
    }

    private static long nanos(int turn, IntConsumer request) {
        long start = System.nanoTime();
        request.accept(turn);
        return System.nanoTime() - start;
    }

    private void ask(String email) {
        assertThat(shop.visitor()
                        .post("/sign-in", "{\"email\":\"" + email + "\"}")
                        .status())
                .isEqualTo(202);
    }

    private void type(int turn, String email, Instant now) {
        var typed = new SignIns.Typed("000000", email, cookie(turn / GUESSES), new SignIns.Visit(null, null));
        assertThatThrownBy(() -> AuthService.RUNNING
                        .bean(SignIns.class)
                        .redeem(PortalUser.of(new Caller.Visitor(shop.id())), typed, now))
                .hasMessage("sign_in_code_invalid");
    }

    private void asked(int request, String email, Instant now) {
        var attempt = new SignInAttempt(
                ids.next("attempt"),
                shop.id(),
                email,
                Secrets.sha256(cookie(request)),
                "/",
                null,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                now,
                null);
        AuthService.RUNNING.bean(SignInAttempts.class).add(caller, attempt);
    }

    private void sent(int request, String email, Instant now) {
        String id = ids.next("signin");
        var link = new MagicLink(
                Secrets.sha256(Secrets.token()),
                shop.id(),
                customer,
                MagicLink.SIGN_IN,
                id,
                Secrets.sha256(cookie(request)),
                email,
                AuthService.RUNNING.bean(SignInCodes.class).kept(id, "999999"),
                "/",
                0,
                now,
                now.plusSeconds(600),
                null);
        AuthService.RUNNING.bean(MagicLinks.class).open(caller, link, now);
    }

    private static String cookie(int request) {
        return String.format("%043d", request);
    }
}
