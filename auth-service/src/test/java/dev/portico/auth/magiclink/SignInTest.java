package dev.portico.auth.magiclink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.chassis.id.Sealer;
import dev.portico.events.SignInRequestData;
import dev.portico.testing.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SignInTest {

    private final AuthService.Shop shop = AuthService.newShop();
    private final String customer = AuthService.newCustomer(shop, "Jo@Shop.example");

    @Test
    void a_link_signs_in_the_browser_that_asked_for_it() {
        Browser browser = ask(" jo@shop.EXAMPLE ", "/payments/txn_1");
        SignInRequestData mail = mail();
        assertThat(mail.email()).isEqualTo("Jo@Shop.example");
        assertThat(linkIn(mail)).startsWith("http://" + shop.slug() + ".localhost:8080/sign-in/link#t=");

        var redeemed = browser.redeem(tokenIn(mail), null);
        assertThat(redeemed.status()).as(redeemed.text()).isEqualTo(200);
        assertThat(redeemed.data().path("next").asString()).isEqualTo("/payments/txn_1");
        var cookies = redeemed.raw().headers().allValues("Set-Cookie");
        assertThat(cookies.getFirst()).matches("__Host-sid=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(cookies.getLast()).startsWith("__Host-link=; Path=/; Max-Age=0;");
        assertThat(session(cookieIn(cookies.getFirst()))
                        .data()
                        .path("customer_id")
                        .asString())
                .isEqualTo(customer);
    }

    @Test
    void of_32_who_redeem_at_once_one_wins() throws Exception {
        Browser browser = ask("jo@shop.example", null);
        String token = tokenIn(mail());
        var statuses = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var redemptions = new ArrayList<Future<Client.Answer>>();
            for (int i = 0; i < 32; i++) redemptions.add(threads.submit(() -> browser.redeem(token, null)));
            for (var redemption : redemptions) statuses.add(redemption.get().status());
        }
        assertThat(statuses)
                .containsOnly(200, 410)
                .filteredOn(status -> status == 200)
                .hasSize(1);
        assertThat(shop.customer(customer, "none").get("/sessions").data()).hasSize(1);
    }

    @Test
    void used_unknown_and_foreign_links_are_refused_alike() {
        Browser browser = ask("jo@shop.example", null);
        String token = tokenIn(mail());
        var stranger = AuthService.newShop();
        var foreign = new Browser(stranger.visitor(), browser.cookie).redeem(token, "jo@shop.example");
        assertThat(browser.redeem(token, null).status()).isEqualTo(200);

        var used = browser.redeem(token, null);
        var unknown = browser.redeem("A".repeat(43), "jo@shop.example");
        assertThat(used.status()).isEqualTo(410);
        assertThat(used.errorCode()).isEqualTo("sign_in_link_expired");
        assertThat(foreign.withoutRequestId()).isEqualTo(used.withoutRequestId());
        assertThat(unknown.withoutRequestId()).isEqualTo(used.withoutRequestId());
        assertThat(unknown.status()).isEqualTo(foreign.status()).isEqualTo(410);
    }

    @Test
    void the_answer_does_not_tell_who_is_a_customer() {
        var known = shop.visitor().post("/sign-in", "{\"email\":\"jo@shop.example\"}");
        var unknown = shop.visitor().post("/sign-in", "{\"email\":\"nobody@shop.example\"}");
        var again = shop.visitor().post("/sign-in", "{\"email\":\"jo@shop.example\"}");
        assertThat(known.status()).isEqualTo(202);
        assertThat(known.data().isEmpty()).isTrue();
        for (var other : List.of(unknown, again)) {
            assertThat(other.status()).isEqualTo(202);
            assertThat(other.withoutRequestId()).isEqualTo(known.withoutRequestId());
            assertThat(other.raw().headers().map().keySet())
                    .isEqualTo(known.raw().headers().map().keySet());
            assertThat(shapeOfCookie(other)).isEqualTo(shapeOfCookie(known));
        }
        assertThat(shapeOfCookie(known))
                .isEqualTo("__Host-link=*; Path=/; Max-Age=600; Expires=*; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void another_browser_must_type_the_address() {
        ask("jo@shop.example", null);
        String token = tokenIn(mail());
        Browser other = new Browser(shop.visitor(), null);
        assertThat(other.redeem(token, null).errorCode()).isEqualTo("sign_in_email_required");
        assertThat(other.redeem(token, "attacker@evil.example").errorCode()).isEqualTo("sign_in_email_required");
        assertThat(other.redeem(token, null).status()).isEqualTo(409);
        assertThat(other.redeem(token, " JO@shop.example").status()).isEqualTo(200);
    }

    @Test
    void five_wrong_addresses_void_the_link() {
        Browser browser = ask("jo@shop.example", null);
        String token = tokenIn(mail());
        Browser other = new Browser(shop.visitor(), "B".repeat(43));
        for (int i = 0; i < 5; i++) {
            assertThat(other.redeem(token, "guess" + i + "@shop.example").status())
                    .isEqualTo(409);
        }
        assertThat(other.redeem(token, "jo@shop.example").status()).isEqualTo(410);
        assertThat(browser.redeem(token, null).status()).isEqualTo(410);
    }

    @Test
    void opening_a_link_does_nothing_by_itself() {
        Browser browser = ask("jo@shop.example", null);
        String token = tokenIn(mail());
        for (String method : new String[] {"GET", "HEAD", "PUT", "DELETE", "PATCH"}) {
            assertThat(shop.visitor()
                            .send(method, "/sign-in/redeem?token=" + token, null)
                            .status())
                    .isEqualTo(405);
        }
        assertThat(browser.redeem(token, null).status()).isEqualTo(200);
    }

    @Test
    void asking_again_at_once_sends_no_second_mail_and_keeps_the_first_link_good() {
        Browser browser = ask("jo@shop.example", null);
        SignInRequestData first = mail();
        Browser again = browser.ask("jo@shop.example");
        assertThat(again.cookie).isEqualTo(browser.cookie);
        String marker = AuthService.newCustomer(shop, "marker@shop.example");
        ask("marker@shop.example", null);
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop))
                .anyMatch(mail -> mail.customerId().equals(marker)));
        assertThat(AuthService.mailsOf(shop))
                .filteredOn(mail -> mail.customerId().equals(customer))
                .hasSize(1);
        assertThat(again.redeem(tokenIn(first), null).status()).isEqualTo(200);
    }

    @Test
    void an_archived_customer_gets_no_link_and_is_signed_out() {
        Browser browser = ask("jo@shop.example", null);
        String cookie = cookieIn(browser.redeem(tokenIn(mail()), null)
                .raw()
                .headers()
                .allValues("Set-Cookie")
                .getFirst());
        assertThat(session(cookie).status()).isEqualTo(200);
        AuthService.archive(shop, customer, "Jo@Shop.example");
        assertThat(session(cookie).status()).isEqualTo(404);
    }

    @Test
    void an_open_link_dies_with_the_customers_archiving() {
        Browser browser = ask("jo@shop.example", null);
        String token = tokenIn(mail());
        AuthService.archive(shop, customer, "Jo@Shop.example");
        assertThat(browser.redeem(token, null).status()).isEqualTo(410);
    }

    @Test
    void somebody_who_is_signed_in_may_sign_in_again_and_leaves_the_old_session() {
        Browser browser = ask("jo@shop.example", null);
        String token = tokenIn(mail());
        var old = AuthService.RUNNING
                .bean(dev.portico.auth.session.Sessions.class)
                .open(
                        new dev.portico.chassis.caller.Caller.Service(shop.id(), "test"),
                        customer,
                        null,
                        null,
                        java.time.Clock.systemUTC().instant());
        var signedIn = shop.customer(customer, old.session().id());
        assertThat(new Browser(signedIn, browser.cookie).redeem(token, null).status())
                .isEqualTo(200);
        assertThat(session(old.secret()).status()).isEqualTo(404);
    }

    @Test
    void of_two_addresses_in_one_body_one_is_asked_for() {
        AuthService.newCustomer(shop, "other@shop.example");
        shop.visitor().post("/sign-in", "{\"email\":\"other@shop.example\",\"email\":\"jo@shop.example\"}");
        assertThat(mail().email()).isEqualTo("Jo@Shop.example");
        String marker = AuthService.newCustomer(shop, "marker@shop.example");
        ask("marker@shop.example", null);
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop))
                .anyMatch(mail -> mail.customerId().equals(marker)));
        assertThat(AuthService.mailsOf(shop)).hasSize(2);
    }

    @Test
    void bad_input_is_refused_with_its_field() {
        for (String body : new String[] {
            "{}",
            "{\"email\":\" \"}",
            "{\"email\":\"a@b.example,c@d.example\"}",
            "{\"email\":\"jo@shop.example\\u000d\\u000acc: x@y.example\"}",
            "{\"email\":[\"jo@shop.example\"]}",
            "{\"email\":{\"$ne\":\"\"}}",
            "{\"email\":\"jo@shop.example;c@d.example\"}",
            "{\"email\":\"jo@shop.example|c@d.example\"}",
            "{\"email\":\"jo@shop.example%0acc:c@d.example\"}",
            "{\"email\":\"jo%0a@shop.example\"}",
            "{\"email\":\"jo@shop.example c@d.example\"}",
            "{\"email\":\"jo@shop.example\\u0000\"}",
            "{\"email\":\"ｊｏ@shop.example\"}",
            "{\"email\":\"<jo@shop.example>\"}",
            "{\"email\":\"jo@[192.0.2.1]\"}",
            "{\"email\":\"jo@shop.example\",\"next\":\"//evil.example\"}"
        }) {
            assertThat(shop.visitor().post("/sign-in", body).errorCode())
                    .as(body)
                    .isEqualTo("invalid_field");
        }
        assertThat(shop.visitor().post("/sign-in/redeem", "{}").errorCode()).isEqualTo("invalid_field");
        assertThat(AuthService.operator()
                        .post("/sign-in", "{\"email\":\"jo@shop.example\"}")
                        .errorCode())
                .isEqualTo("forbidden");
    }

    @Test
    void a_customer_who_was_created_a_moment_ago_gets_his_link_too() {
        String email = "new@shop.example";
        ask(email, null);
        String customer = AuthService.newCustomer(shop, email);
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop))
                .anyMatch(mail -> mail.customerId().equals(customer)));
    }

    @Test
    void nothing_that_a_browser_sends_is_our_fault() {
        var odd = new Browser(shop.visitor(), "%zz");
        assertThat(odd.ask("jo@shop.example").cookie).matches("[A-Za-z0-9_-]{43}");
        assertThat(odd.redeem("%zz\\u0000", null).status()).isEqualTo(400);
        assertThat(odd.redeem("\\ud800", "\\ud800@x.example").status()).isEqualTo(410);
        assertThat(shop.visitor()
                        .post("/sign-in", "{\"email\":\"\\ud800@shop.example\"}")
                        .status())
                .isLessThan(500);
    }

    @Test
    void signing_in_is_counted() {
        ask("jo@shop.example", null).redeem("unknown", null);
        assertThat(AuthService.gateway().get("/actuator/prometheus").text())
                .contains("sign_ins_requested_total{", "sign_ins_total{")
                .containsPattern("links_refused_total\\{[^}]*reason=\"expired\"[^}]*} [1-9]");
    }

    /// A browser with the cookie it was given.
    private record Browser(Client client, String cookie) {

        Client.Answer redeem(String token, String email) {
            String typed = email == null ? "" : ",\"email\":\"" + email + "\"";
            return sending().post("/sign-in/redeem", "{\"token\":\"" + token + "\"" + typed + "}");
        }

        Browser ask(String email) {
            var asked = sending().post("/sign-in", "{\"email\":\"" + email + "\"}");
            return new Browser(
                    client,
                    cookieIn(asked.raw().headers().firstValue("Set-Cookie").orElseThrow()));
        }

        private Client sending() {
            return cookie == null ? client : client.header("Cookie", "__Host-link=" + cookie);
        }
    }

    private Browser ask(String email, String next) {
        String page = next == null ? "" : ",\"next\":\"" + next + "\"";
        var asked = shop.visitor()
                .header("X-Forwarded-Host", "evil.example")
                .post("/sign-in", "{\"email\":\"" + email + "\"" + page + "}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return new Browser(
                shop.visitor(),
                cookieIn(asked.raw().headers().firstValue("Set-Cookie").orElseThrow()));
    }

    private SignInRequestData mail() {
        await().untilAsserted(() -> assertThat(AuthService.mailsOf(shop)).hasSize(1));
        return AuthService.mailsOf(shop).getFirst();
    }

    private static String linkIn(SignInRequestData mail) {
        return AuthService.RUNNING.bean(Sealer.class).open(mail.sealedLink(), mail.id());
    }

    private static String tokenIn(SignInRequestData mail) {
        return linkIn(mail).substring(linkIn(mail).indexOf("#t=") + 3);
    }

    private static String cookieIn(String header) {
        return header.substring(header.indexOf('=') + 1, header.indexOf(';'));
    }

    private static String shapeOfCookie(Client.Answer answer) {
        return answer.raw()
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .replaceFirst("=[A-Za-z0-9_-]{43};", "=*;")
                .replaceFirst("Expires=[^;]*", "Expires=*");
    }

    private Client.Answer session(String cookie) {
        return AuthService.gateway()
                .post(
                        "/gateway/sessions/check",
                        "{\"merchant_id\":\"" + shop.id() + "\",\"session\":\"" + cookie + "\"}");
    }
}
