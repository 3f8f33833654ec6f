package dev.portico.auth.emailchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.auth.AuthService;
import dev.portico.auth.AuthService.Shop;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.id.Sealer;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.EmailChangeData;
import dev.portico.events.EmailChangeOutcomeData;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Client.Answer;
import dev.portico.testing.Events;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmailChangeTest {

    private static final String OLD = "ada@old.example";
    private static final String NEW = "ada@new.example";

    private final Sessions sessions = AuthService.RUNNING.bean(Sessions.class);
    private final Sealer sealer = AuthService.RUNNING.bean(Sealer.class);
    private final Shop shop = AuthService.newShop();
    private final String customer = AuthService.newCustomer(shop, OLD);
    private final Caller.Service service = new Caller.Service(shop.id(), "test");
    private final Sessions.Opened here = open();
    private final Client himself = shop.customer(customer, here.session().id());

    @Test
    void both_addresses_are_asked_and_no_event_shows_an_address_or_a_link() {
        Answer asked = ask(NEW);
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.data().path("status").asString()).isEqualTo("open");
        EmailChangeData told = told("email_change.requested", 1).getFirst();
        assertThat(opened(told, told.sealedCurrentEmail())).isEqualTo(OLD);
        assertThat(opened(told, told.sealedNewEmail())).isEqualTo(NEW);
        String current = opened(told, told.sealedCurrentLink());
        assertThat(current)
                .startsWith("http://" + shop.slug() + ".localhost:8080/email-change/current#t=")
                .hasSizeGreaterThan(43);
        assertThat(opened(told, told.sealedNewLink()))
                .startsWith("http://" + shop.slug() + ".localhost:8080/email-change/new#t=");
        assertThat(token(told, Side.CURRENT)).isNotEqualTo(token(told, Side.NEW));
        for (var event : changesTold())
            assertThat(event.data()).doesNotContain(OLD).doesNotContain(NEW).doesNotContain("#t=");
    }

    @Test
    void whoever_signed_in_long_ago_signs_in_again_first() {
        var caller = new Caller.Customer(shop.id(), customer, here.session().id());
        var longAgo = AuthService.RUNNING.as(caller, Duration.ofMinutes(16));
        assertThat(longAgo.post("/email-changes", body(NEW)).errorCode()).isEqualTo("recent_sign_in_required");
        assertThat(longAgo.get("/email-changes").data()).isEmpty();
    }

    @Test
    void it_is_confirmed_when_both_have_confirmed_and_not_before() {
        EmailChangeData asked = asked(NEW);
        Answer first = himself.post("/email-changes/confirm", link(token(asked, Side.NEW)));
        assertThat(first.data().path("complete").asBoolean()).isFalse();
        var seen = himself.get("/email-changes").data().path(0);
        assertThat(seen.path("new_confirmed").asBoolean()).isTrue();
        assertThat(seen.path("current_confirmed").asBoolean()).isFalse();
        assertThat(himself.post("/email-changes/confirm", link(token(asked, Side.CURRENT)))
                        .data()
                        .path("complete")
                        .asBoolean())
                .isTrue();
        assertThat(told("email_change.confirmed", 1).getFirst().id()).isEqualTo(asked.id());
    }

    @Test
    void the_same_link_confirms_once_and_never_for_the_other_address() {
        EmailChangeData asked = asked(NEW);
        String token = token(asked, Side.CURRENT);
        assertThat(himself.post("/email-changes/confirm", link(token)).status()).isEqualTo(200);
        for (int i = 0; i < 3; i++)
            assertThat(himself.post("/email-changes/confirm", link(token)).errorCode())
                    .isEqualTo("email_change_link_expired");
        assertThat(himself.get("/email-changes")
                        .data()
                        .path(0)
                        .path("new_confirmed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void of_many_who_press_at_once_one_confirms() throws Exception {
        EmailChangeData asked = asked(NEW);
        String link = link(token(asked, Side.CURRENT));
        himself.post("/email-changes/confirm", link(token(asked, Side.NEW)));
        try (var threads = Executors.newFixedThreadPool(12)) {
            List<Callable<Integer>> presses = IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(_ ->
                            () -> himself.post("/email-changes/confirm", link).status())
                    .toList();
            var statuses = new ArrayList<Integer>();
            for (var press : threads.invokeAll(presses)) statuses.add(press.get());
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
            assertThat(Set.copyOf(statuses)).isSubsetOf(200, 409, 410);
        }
        told("email_change.confirmed", 1);
        await().during(Duration.ofMillis(500))
                .until(() -> heard("email_change.confirmed").size() == 1);
    }

    @Test
    void a_scanner_that_presses_everything_confirms_nothing() {
        EmailChangeData asked = asked(NEW);
        for (Side side : Side.values()) {
            String token = token(asked, side);
            assertThat(shop.visitor().get("/email-changes/confirm").status()).isGreaterThanOrEqualTo(400);
            assertThat(shop.visitor()
                            .post("/email-changes/confirm", link(token))
                            .errorCode())
                    .isEqualTo("email_change_address_required");
            assertThat(shop.visitor().post("/email-changes/stop", link(token)).errorCode())
                    .isEqualTo("email_change_address_required");
        }
        var untouched = himself.get("/email-changes").data().path(0);
        assertThat(untouched.path("status").asString()).isEqualTo("open");
        assertThat(untouched.path("current_confirmed").asBoolean()).isFalse();
        assertThat(untouched.path("new_confirmed").asBoolean()).isFalse();
    }

    @Test
    void without_a_session_the_address_that_got_the_link_must_be_typed_five_times_at_most() {
        EmailChangeData asked = asked(NEW);
        String token = token(asked, Side.NEW);
        assertThat(typed(token, OLD)).isEqualTo("email_change_address_required");
        assertThat(typed(token, "ADA@new.example ")).isEmpty();
        String other = token(asked, Side.CURRENT);
        for (int i = 0; i < 3; i++)
            assertThat(typed(other, i + "@guess.example")).isEqualTo("email_change_address_required");
        assertThat(typed(other, OLD)).isEqualTo("email_change_link_expired");
        assertThat(heard("email_change.confirmed")).isEmpty();
    }

    @Test
    void another_customers_session_confirms_nothing_without_the_address() {
        EmailChangeData asked = asked(NEW);
        String other = AuthService.newCustomer(shop, "eve@other.example");
        assertThat(shop.customer(other, "ses_other")
                        .post("/email-changes/confirm", link(token(asked, Side.CURRENT)))
                        .errorCode())
                .isEqualTo("email_change_address_required");
        assertThat(AuthService.newShop()
                        .visitor()
                        .post("/email-changes/confirm", typedLink(token(asked, Side.CURRENT), OLD))
                        .errorCode())
                .isEqualTo("email_change_link_expired");
        assertThat(shop.customer(other, "ses_other").get("/email-changes").data())
                .isEmpty();
        String id = himself.get("/email-changes").data().path(0).path("id").asString();
        assertThat(shop.customer(other, "ses_other")
                        .delete("/email-changes/" + id)
                        .errorCode())
                .isEqualTo("not_found");
    }

    @Test
    void a_link_of_another_kind_is_worth_nothing() {
        EmailChangeData asked = asked(NEW);
        for (Side side : Side.values())
            assertThat(himself.post("/sign-in/redeem", link(token(asked, side))).errorCode())
                    .isEqualTo("sign_in_link_expired");
        himself.post("/sign-in", "{\"email\":\"" + OLD + "\"}");
        var mail = await().until(() -> AuthService.mailsOf(shop), mails -> mails.size() == 1)
                .getFirst();
        String signIn = sealer.open(mail.sealedLink(), mail.id());
        assertThat(himself.post("/email-changes/confirm", link(signIn.substring(signIn.indexOf("#t=") + 3)))
                        .errorCode())
                .isEqualTo("email_change_link_expired");
    }

    @Test
    void the_current_address_stops_it_and_the_new_one_does_not() {
        EmailChangeData asked = asked(NEW);
        String stop = "/email-changes/stop";
        assertThat(shop.visitor()
                        .post(stop, typedLink(token(asked, Side.NEW), NEW))
                        .errorCode())
                .isEqualTo("email_change_link_expired");
        assertThat(shop.visitor()
                        .post(stop, typedLink(token(asked, Side.CURRENT), OLD))
                        .status())
                .isEqualTo(200);
        assertThat(himself.get("/email-changes").data()).isEmpty();
        for (Side side : Side.values())
            assertThat(himself.post("/email-changes/confirm", link(token(asked, side)))
                            .errorCode())
                    .isEqualTo("email_change_link_expired");
    }

    @Test
    void whoever_asked_calls_it_off() {
        String id = ask(NEW).data().path("id").asString();
        assertThat(himself.delete("/email-changes/" + id).status()).isEqualTo(204);
        assertThat(himself.get("/email-changes").data()).isEmpty();
        assertThat(himself.delete("/email-changes/" + id).errorCode()).isEqualTo("not_found");
    }

    @Test
    void a_new_wish_voids_the_links_of_the_one_before_and_five_a_day_are_enough() {
        EmailChangeData first = asked(NEW);
        ask("ada@newer.example");
        assertThat(himself.post("/email-changes/confirm", link(token(first, Side.NEW)))
                        .errorCode())
                .isEqualTo("email_change_link_expired");
        assertThat(himself.get("/email-changes").data()).hasSize(1);
        for (int i = 0; i < 3; i++)
            assertThat(ask(i + "@newer.example").status()).isEqualTo(202);
        assertThat(ask("6@newer.example").errorCode()).isEqualTo("too_many_requests");
    }

    @Test
    void the_answer_is_the_same_whether_or_not_the_address_is_another_customers() {
        AuthService.newCustomer(shop, "taken@other.example");
        Answer free = ask("frees@other.example");
        Answer taken = ask("taken@other.example");
        assertThat(taken.status()).isEqualTo(free.status());
        assertThat(shape(taken)).isEqualTo(shape(free));
        assertThat(told("email_change.requested", 2)).hasSize(2);
    }

    @Test
    void an_address_that_is_none_or_his_own_is_refused() {
        for (String email : List.of("", "no", OLD, " ADA@OLD.example", "a@b.example,c@d.example"))
            assertThat(ask(email).errorCode()).as(email).isEqualTo("invalid_field");
    }

    @Test
    void a_merchant_may_keep_it_to_itself() {
        var merchant = AuthService.RUNNING.as(
                new Caller.Merchant(shop.id(), "apikey_1", Set.of("portal_configuration.write")));
        merchant.patch("/portal-configuration", "{\"customer_actions\":{\"change_email\":false}}");
        assertThat(ask(NEW).errorCode()).isEqualTo("forbidden");
    }

    @Test
    void when_it_is_done_all_other_sessions_end_and_everybody_hears_of_it_once() {
        var elsewhere = open();
        EmailChangeData asked = confirmed();
        assertThat(ask("another@new.example").errorCode()).isEqualTo("conflict");
        settle(asked, "changed", 2);
        settle(asked, "changed", 2);
        EmailChangeData done = told("email_change.completed", 1).getFirst();
        assertThat(opened(done, done.sealedNewEmail())).isEqualTo(NEW);
        assertThat(isLive(here)).isTrue();
        assertThat(isLive(elsewhere)).isFalse();
        assertThat(himself.get("/email-changes").data()).isEmpty();
        settle(asked, "refused", 3);
        settleNothing();
        assertThat(heard("email_change.completed")).hasSize(1);
        assertThat(heard("email_change.refused")).isEmpty();
    }

    @Test
    void what_billing_refuses_ends_no_session_and_may_be_tried_again() {
        var elsewhere = open();
        EmailChangeData asked = confirmed();
        settle(asked, "refused", 2);
        told("email_change.refused", 1);
        assertThat(isLive(elsewhere)).isTrue();
        assertThat(ask("another@new.example").status()).isEqualTo(202);
    }

    @Test
    void an_outcome_of_another_wish_changes_nothing() {
        asked(NEW);
        Events.publish(
                BillingEvents.CUSTOMER_EMAIL_CHANGE_SETTLED,
                shop.id(),
                customer,
                customer,
                2,
                new EmailChangeOutcomeData("emlchgreq_other", customer, "changed"));
        settleNothing();
        assertThat(himself.get("/email-changes").data()).hasSize(1);
        assertThat(isLive(here)).isTrue();
    }

    // A customer told of later shows that what was told before has arrived: events come in order within a key only, so
    // the same customer is told of again.
    private void settleNothing() {
        EmailChangeData latest = told("email_change.requested", 1).getLast();
        settle(latest, "unheard-of", 9);
        await().during(Duration.ofMillis(400)).until(() -> true);
    }

    private EmailChangeData confirmed() {
        EmailChangeData asked = asked(NEW);
        for (Side side : Side.values())
            assertThat(himself.post("/email-changes/confirm", link(token(asked, side)))
                            .status())
                    .isEqualTo(200);
        told("email_change.confirmed", 1);
        return asked;
    }

    private void settle(EmailChangeData asked, String outcome, long version) {
        Events.publish(
                BillingEvents.CUSTOMER_EMAIL_CHANGE_SETTLED,
                shop.id(),
                customer,
                customer,
                version,
                new EmailChangeOutcomeData(asked.id(), customer, outcome));
    }

    private Sessions.Opened open() {
        return sessions.open(service, customer, null, null, now());
    }

    private boolean isLive(Sessions.Opened opened) {
        return sessions.check(new Insider.Gateway(), shop.id(), opened.secret(), now())
                .isPresent();
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private Answer ask(String email) {
        return himself.post("/email-changes", body(email));
    }

    private EmailChangeData asked(String email) {
        assertThat(ask(email).status()).isEqualTo(202);
        return told("email_change.requested", 1).getLast();
    }

    private String typed(String token, String email) {
        return shop.visitor()
                .post("/email-changes/confirm", typedLink(token, email))
                .errorCode();
    }

    private List<EmailChangeData> told(String type, int times) {
        return await().until(() -> heard(type), heard -> heard.size() >= times);
    }

    private List<EmailChangeData> heard(String type) {
        return changesTold().stream()
                .filter(event -> event.type().equals(type))
                .map(event -> event.as(AuthEvents.EMAIL_CHANGE_REQUESTED))
                .toList();
    }

    private List<Events.Heard> changesTold() {
        return Events.heard(Topic.AUTH, shop.id()).stream()
                .filter(event -> event.type().startsWith("email_change."))
                .toList();
    }

    private String opened(EmailChangeData of, String sealed) {
        return sealer.open(String.valueOf(sealed), of.id());
    }

    private String token(EmailChangeData of, Side side) {
        String link = opened(of, side == Side.CURRENT ? of.sealedCurrentLink() : of.sealedNewLink());
        return link.substring(link.indexOf("#t=") + 3);
    }

    private static String shape(Answer answer) {
        return answer.data().propertyNames().stream().collect(Collectors.joining(","))
                + answer.text()
                        .replaceAll("taken|frees", "x")
                        .replaceAll("\"[a-z]+_at\":\"[^\"]*\"|\"request_id\":\"[^\"]*\"", "");
    }

    private static String body(String email) {
        return "{\"email\":\"" + email + "\"}";
    }

    private static String link(String token) {
        return "{\"token\":\"" + token + "\"}";
    }

    private static String typedLink(String token, String email) {
        return "{\"token\":\"" + token + "\",\"email\":\"" + email + "\"}";
    }
}
