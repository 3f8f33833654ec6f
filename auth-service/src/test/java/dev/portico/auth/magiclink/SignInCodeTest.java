package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.portal.PortalUser;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.events.SignInRequestData;
import dev.portico.testing.Client;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.MongoTemplate;

class SignInCodeTest {

    private static final Ids IDS = new Ids(Clock.systemUTC());
    private static final String EMAIL = "jo@shop.example";
    private static final String COOKIE = Secrets.token();
    private static final SignIns.Visit NOWHERE = new SignIns.Visit(null, null);

    private final SignIns signIns = AuthService.RUNNING.bean(SignIns.class);
    private final LinkSender sender = AuthService.RUNNING.bean(LinkSender.class);
    private final SignInAttempts attempts = AuthService.RUNNING.bean(SignInAttempts.class);
    private final Sealer sealer = AuthService.RUNNING.bean(Sealer.class);
    private final AuthService.Shop shop = AuthService.newShop();
    private final String customer = AuthService.newCustomer(shop, EMAIL);
    private final PortalUser visitor = PortalUser.of(new Caller.Visitor(shop.id()));
    private final Instant start = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);

    private record Mail(String token, String code) {}

    @Test
    void a_code_signs_in_the_browser_that_asked_and_ends_the_link_too() {
        shop.visitor()
                .header("Cookie", "__Host-link=" + COOKIE)
                .post("/sign-in", "{\"email\":\" Jo@Shop.example\",\"next\":\"/payments\"}");
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(1));
        Mail mail = opened(AuthService.mailsOf(shop).getFirst());
        Client browser = shop.visitor().header("Cookie", "__Host-link=" + COOKIE);
        Client.Answer entered =
                browser.post("/sign-in/code", "{\"email\":\"JO@shop.example \",\"code\":\"" + mail.code + "\"}");
        assertThat(entered.status()).as(entered.text()).isEqualTo(200);
        assertThat(entered.data().path("next").asString()).isEqualTo("/payments");
        List<String> cookies = entered.raw().headers().allValues("Set-Cookie");
        assertThat(cookies.getFirst()).matches("__Host-sid=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookies.getLast()).startsWith("__Host-link=; Path=/; Max-Age=0;");
        assertThat(browser.post("/sign-in/redeem", "{\"token\":\"" + mail.token + "\"}")
                        .errorCode())
                .isEqualTo("sign_in_link_expired");
    }

    @Test
    void the_link_ends_the_code_too() {
        Mail mail = mailFor(asked(start, COOKIE, EMAIL), start);
        signIns.redeem(visitor, new SignIns.Proof(mail.token, COOKIE, null, NOWHERE), start.plusSeconds(1));
        assertRefused(mail.code, COOKIE, start.plusSeconds(2));
    }

    @Test
    void signing_in_voids_what_the_same_person_asked_for_elsewhere() {
        String elsewhere = Secrets.token();
        Mail first = mailFor(asked(start, elsewhere, EMAIL), start);
        Mail second = mailFor(asked(start.plusSeconds(31), COOKIE, EMAIL), start.plusSeconds(31));
        assertThat(redeem(second.code, COOKIE, start.plusSeconds(32)).next()).isEqualTo("/");
        assertRefused(first.code, elsewhere, start.plusSeconds(33));
        assertThatThrownBy(() -> signIns.redeem(
                        visitor, new SignIns.Proof(first.token, elsewhere, null, NOWHERE), start.plusSeconds(33)))
                .hasMessage("sign_in_link_expired");
    }

    @Test
    void whoever_asks_elsewhere_does_not_void_what_its_owner_waits_for() {
        Mail owners = mailFor(asked(start, COOKIE, EMAIL), start);
        mailFor(asked(start.plusSeconds(31), Secrets.token(), EMAIL), start.plusSeconds(31));
        assertThat(redeem(owners.code, COOKIE, start.plusSeconds(32))).isNotNull();
    }

    @Test
    void a_code_is_good_for_ten_minutes() {
        Mail early = mailFor(asked(start, COOKIE, EMAIL), start);
        assertThat(redeem(early.code, COOKIE, start.plusSeconds(599))).isNotNull();
        Instant later = start.plusSeconds(600);
        Mail late = mailFor(asked(later, COOKIE, EMAIL), later);
        assertRefused(late.code, COOKIE, later.plusSeconds(600));
        assertRefused(late.code, COOKIE, later.plusSeconds(601));
    }

    @Test
    void a_code_opens_nothing_in_another_browser_nor_for_another_address_nor_at_another_merchant() {
        Mail mail = mailFor(asked(start, COOKIE, EMAIL), start);
        String other = Secrets.token();
        asked(start, other, EMAIL);
        assertRefused(mail.code, other, start.plusSeconds(1));
        assertRefused(mail.code, null, start.plusSeconds(1));
        assertThatThrownBy(() -> signIns.redeem(
                        visitor,
                        new SignIns.Typed(mail.code, "other@shop.example", COOKIE, NOWHERE),
                        start.plusSeconds(1)))
                .hasMessage("sign_in_code_invalid");
        var stranger = PortalUser.of(new Caller.Visitor(AuthService.newShop().id()));
        assertThatThrownBy(() -> signIns.redeem(
                        stranger, new SignIns.Typed(mail.code, EMAIL, COOKIE, NOWHERE), start.plusSeconds(1)))
                .hasMessage("sign_in_code_invalid");
        assertThat(redeem(mail.code, COOKIE, start.plusSeconds(1))).isNotNull();
    }

    @Test
    void of_a_thousand_guesses_in_an_hour_no_more_than_25_are_heard_and_the_link_still_opens() {
        int heard = 0;
        Mail mail = null;
        for (int request = 0; request < 20; request++) {
            Instant at = start.plusSeconds(180L * request);
            SignInAttempt attempt = asked(at, COOKIE, EMAIL);
            sender.answer(attempt, at);
            boolean sent = AuthService.mailsOf(shop).size() > request || request < 5;
            if (sent) mail = mailFor(attempt, at);
            String right = mail.code;
            String wrong = right.equals("000000") ? "000001" : "000000";
            for (int i = 0; i < 50; i++) assertRefused(wrong, COOKIE, at);
            heard += sent ? 5 : 0;
            assertRefused(right, COOKIE, at);
        }
        assertThat(heard).isEqualTo(25);
        assertThat(guessesAt(EMAIL)).isEqualTo(25 + expiredGuesses());
        Instant end = start.plusSeconds(180L * 4 + 1);
        String token = mail.token;
        assertThat(signIns.redeem(visitor, new SignIns.Proof(token, COOKIE, null, NOWHERE), end))
                .isNotNull();
    }

    // Of the fifteen requests that got no mail, those after the last code's end are counted like any stranger's.
    private static int expiredGuesses() {
        return (int) IntStream.range(5, 20)
                        .filter(request -> 180L * request - 180L * 4 >= 600)
                        .count()
                * 5;
    }

    @Test
    void after_a_hundred_wrong_codes_in_a_row_none_is_right_until_the_link_is_used() {
        var guesses = AuthService.RUNNING.bean(Guesses.class);
        var caller = new Caller.Service(shop.id(), "test");
        for (int i = 0; i < 100; i++)
            assertThat(guesses.allow(caller, "signin_" + i, EMAIL, start)).isTrue();
        Mail mail = mailFor(asked(start, COOKIE, EMAIL), start);
        assertRefused(mail.code, COOKIE, start);
        signIns.redeem(visitor, new SignIns.Proof(mail.token, COOKIE, null, NOWHERE), start);
        Instant later = start.plusSeconds(31);
        Mail next = mailFor(asked(later, COOKIE, EMAIL), later);
        assertThat(redeem(next.code, COOKIE, later)).isNotNull();
    }

    @Test
    void wrong_expired_unknown_and_used_codes_are_refused_with_the_same_bytes() {
        Mail mail = mailFor(asked(start, COOKIE, EMAIL), start);
        String wrong = mail.code.equals("000000") ? "000001" : "000000";
        asked(start, COOKIE, "nobody@shop.example");
        Client browser = shop.visitor().header("Cookie", "__Host-link=" + COOKIE);
        String known = browser.post("/sign-in/code", body(EMAIL, wrong)).withoutRequestId();
        String unknown = browser.post("/sign-in/code", body("nobody@shop.example", wrong))
                .withoutRequestId();
        String neverAsked =
                browser.post("/sign-in/code", body("never@shop.example", wrong)).withoutRequestId();
        String noCookie =
                shop.visitor().post("/sign-in/code", body(EMAIL, wrong)).withoutRequestId();
        assertThat(browser.post("/sign-in/code", body(EMAIL, mail.code)).status())
                .isEqualTo(200);
        String used = browser.post("/sign-in/code", body(EMAIL, mail.code)).withoutRequestId();
        assertThat(known).contains("sign_in_code_invalid");
        assertThat(List.of(unknown, neverAsked, noCookie, used)).containsOnly(known);
    }

    @Test
    void of_32_who_type_the_code_and_32_who_open_the_link_at_once_one_wins() throws Exception {
        for (int round = 0; round < 3; round++) {
            Instant at = start.plusSeconds(31L * round);
            Mail mail = mailFor(asked(at, COOKIE, EMAIL), at);
            var runs = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 32; i++) {
                runs.add(() -> enters(() -> redeem(mail.code, COOKIE, at)));
                runs.add(() -> enters(
                        () -> signIns.redeem(visitor, new SignIns.Proof(mail.token, COOKIE, null, NOWHERE), at)));
            }
            long winners = 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<Boolean> run : threads.invokeAll(runs)) winners += run.get() ? 1 : 0;
            }
            assertThat(winners).isOne();
        }
    }

    @Test
    void a_code_is_kept_as_a_slow_salted_hash_that_needs_the_houses_key() {
        Mail mail = mailFor(asked(start, COOKIE, EMAIL), start);
        MongoTemplate store = AuthService.RUNNING.bean(MongoTemplate.class);
        Document link = store.getCollection("magic_links")
                .find(new Document("merchantId", shop.id()))
                .first();
        assertThat(link.getString("codeHash")).matches("[0-9a-f]{32}\\$[0-9a-f]{64}");
        assertThat(link.toJson()).doesNotContain("\"" + mail.code + "\"");
        var codes = new SignInCodes(sealer);
        assertThat(codes.kept("signin_1", "123456")).isNotEqualTo(codes.kept("signin_1", "123456"));
        MagicLink kept = AuthService.RUNNING
                .bean(MagicLinks.class)
                .find(new Caller.Service(shop.id(), "test"), Secrets.sha256(mail.token), start)
                .orElseThrow();
        assertThat(codes.matches(mail.code, kept)).isTrue();
        assertThat(new SignInCodes(sealer.derived("another house")).matches(mail.code, kept))
                .isFalse();
    }

    @Test
    void codes_are_six_digits_each_number_as_likely_as_any_other() {
        var firsts = new int[10];
        var lasts = new int[10];
        for (int i = 0; i < 100_000; i++) {
            String code = Secrets.digits(6);
            assertThat(SignInCodes.CODE.matcher(code).matches()).isTrue();
            firsts[code.charAt(0) - '0']++;
            lasts[code.charAt(5) - '0']++;
        }
        // Ten thousand are to be expected of each; seven standard deviations are 664.
        for (int digit = 0; digit < 10; digit++) {
            assertThat(firsts[digit]).isBetween(9_336, 10_664);
            assertThat(lasts[digit]).isBetween(9_336, 10_664);
        }
    }

    @Test
    void what_is_no_code_is_refused_with_its_field() {
        for (String code : new String[] {"", "12345", "1234567", "12345a", "١٢٣٤٥٦"})
            assertThat(shop.visitor().post("/sign-in/code", body(EMAIL, code)).errorCode())
                    .as(code)
                    .isEqualTo("invalid_field");
        assertThat(shop.visitor().post("/sign-in/code", "{\"code\":\"123456\"}").errorCode())
                .isEqualTo("invalid_field");
        assertThat(AuthService.operator()
                        .post("/sign-in/code", body(EMAIL, "123456"))
                        .errorCode())
                .isEqualTo("forbidden");
    }

    private static boolean enters(Callable<SignIns.SignedIn> way) throws Exception {
        try {
            way.call();
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private int guessesAt(String email) {
        String id = Secrets.sha256(shop.id() + "\naddress\n" + email);
        Document counted = AuthService.RUNNING
                .bean(MongoTemplate.class)
                .getCollection("code_guesses")
                .find(new Document("_id", id))
                .first();
        return counted == null ? 0 : counted.getInteger("made");
    }

    private SignInAttempt asked(Instant at, String cookie, String email) {
        var attempt = new SignInAttempt(
                IDS.next("attempt"),
                shop.id(),
                email,
                Secrets.sha256(cookie),
                "/",
                null,
                null,
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                at,
                null);
        attempts.add(attempt.caller(), attempt);
        return attempt;
    }

    private Mail mailFor(SignInAttempt attempt, Instant now) {
        sender.answer(attempt, now);
        String id = Ids.derived("signin", attempt.id());
        await().until(() ->
                AuthService.mailsOf(shop).stream().anyMatch(sent -> sent.id().equals(id)));
        return AuthService.mailsOf(shop).stream()
                .filter(sent -> sent.id().equals(id))
                .findFirst()
                .map(this::opened)
                .orElseThrow();
    }

    private Mail opened(SignInRequestData mail) {
        String link = sealer.open(mail.sealedLink(), mail.id());
        return new Mail(link.substring(link.indexOf("#t=") + 3), sealer.open(mail.sealedCode(), mail.id() + "/code"));
    }

    private SignIns.SignedIn redeem(String code, String cookie, Instant now) {
        return signIns.redeem(visitor, new SignIns.Typed(code, EMAIL, cookie, NOWHERE), now);
    }

    private void assertRefused(String code, String cookie, Instant now) {
        assertThatThrownBy(() -> redeem(code, cookie, now)).hasMessage("sign_in_code_invalid");
    }

    private static String body(String email, String code) {
        return "{\"email\":\"" + email + "\",\"code\":\"" + code + "\"}";
    }
}
