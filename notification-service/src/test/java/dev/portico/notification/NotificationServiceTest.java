package dev.portico.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.embedded.mailbox.Mailbox;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.DurationData;
import dev.portico.events.EmailChangeData;
import dev.portico.events.EventType;
import dev.portico.events.InvoiceData;
import dev.portico.events.InvoiceEvents;
import dev.portico.events.SignInRequestData;
import dev.portico.events.SubscriptionData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.Topic;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class NotificationServiceTest {

    @TempDir
    static Path directory;

    static Mailbox mailbox;
    static RunningService notification;
    static Client inbox;
    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Sealer SEALER = new Sealer(Base64.getEncoder().encodeToString(new byte[32]));

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final String transaction = IDS.next("txn");

    @BeforeAll
    static void start() {
        mailbox = Mailbox.start(directory, 0, 0);
        notification = RunningService.start(
                NotificationServiceApplication.class,
                "notification",
                Map.of("spring.mail.host", "127.0.0.1", "spring.mail.port", mailbox.smtpPort()));
        inbox = new Client(HttpClient.newHttpClient(), URI.create("http://localhost:" + mailbox.httpPort()), Map.of());
    }

    @AfterAll
    static void stop() {
        notification.close();
        mailbox.close();
    }

    @BeforeEach
    void introduce() {
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "de"));
    }

    @Test
    void a_receipt_is_sent_once_in_the_customers_language_with_a_link_into_the_portal() {
        Events.publish(
                InvoiceEvents.INVOICE_ISSUED, merchantId, customer, Ids.derived("inv", transaction), 1, invoice());
        Events.publish(
                InvoiceEvents.INVOICE_ISSUED, merchantId, customer, Ids.derived("inv", transaction), 1, invoice());
        await().untilAsserted(() -> assertThat(search(transaction)).hasSize(1));
        JsonNode mail = inbox.get("/api/v1/message/"
                        + search(transaction).get(0).path("ID").asString())
                .body();
        assertThat(mail.path("Subject").asString()).isEqualTo("Ihr Beleg von The Shop: SHOP-000001");
        assertThat(mail.path("From").path("Name").asString()).isEqualTo("The Shop");
        assertThat(mail.path("Text").asString())
                .contains("http://shop.localhost:8080/payments/" + transaction, "49,00");
        assertThat(mail.path("HTML").asString()).contains("lang=\"de\"", "Visa •••• 4242");
        await().untilAsserted(() -> assertThat(Events.heard(Topic.NOTIFICATION, merchantId))
                .singleElement()
                .satisfies(event -> assertThat(event.type()).isEqualTo("email.sent")));
    }

    @Test
    void a_sign_in_link_is_sent_unsealed_and_one_that_has_expired_is_not() {
        Instant now = Clock.systemUTC().instant();
        ask("signin_late" + transaction, "http://shop.localhost/late" + transaction, now.minusSeconds(1));
        ask("signin_now" + transaction, "http://shop.localhost/now" + transaction, now.plus(Duration.ofMinutes(10)));
        await().untilAsserted(() -> assertThat(search("now" + transaction)).hasSize(1));
        await().untilAsserted(() -> assertThat(Events.heard(Topic.NOTIFICATION, merchantId))
                .extracting(Events.Heard::type)
                .containsExactlyInAnyOrder("email.sent", "email.failed"));
        assertThat(search("late" + transaction)).isEmpty();
        assertThat(Events.heard(Topic.NOTIFICATION, merchantId))
                .noneMatch(event -> event.data().contains("shop.localhost/now"));
    }

    @Test
    void both_addresses_are_asked_about_a_change_and_told_of_it_and_no_event_names_them() {
        String old = "old" + transaction + "@customers.example";
        String next = "new" + transaction + "@customers.example";
        say(AuthEvents.EMAIL_CHANGE_REQUESTED, 1, change("open", old, next));
        say(AuthEvents.EMAIL_CHANGE_REQUESTED, 1, change("open", old, next));
        await().untilAsserted(() -> assertThat(search("to:" + old)).hasSize(1));
        await().untilAsserted(() -> assertThat(search("to:" + next)).hasSize(1));
        assertThat(text("to:" + old)).contains("/email-change/current#t=" + transaction, next);
        assertThat(text("to:" + next))
                .contains("/email-change/new#t=" + transaction)
                .doesNotContain("/email-change/current");
        say(AuthEvents.EMAIL_CHANGE_COMPLETED, 3, change("changed", old, next));
        say(AuthEvents.EMAIL_CHANGE_COMPLETED, 3, change("changed", old, next));
        await().untilAsserted(() -> assertThat(search("to:" + old)).hasSize(2));
        await().untilAsserted(() -> assertThat(search("to:" + next)).hasSize(2));
        assertThat(text("to:" + next)).contains("http://shop.localhost:8080/account");
        await().untilAsserted(() ->
                assertThat(Events.heard(Topic.NOTIFICATION, merchantId)).hasSize(4));
        assertThat(Events.heard(Topic.NOTIFICATION, merchantId))
                .noneMatch(event -> event.data().contains(old)
                        || event.data().contains(next)
                        || event.data().contains("#t="));
    }

    @Test
    void a_change_that_is_refused_is_told_alone_where_the_customer_is_written_to_now() {
        String old = "old" + transaction + "@customers.example";
        String next = "new" + transaction + "@customers.example";
        say(AuthEvents.EMAIL_CHANGE_REFUSED, 3, change("refused", old, next));
        await().untilAsserted(() -> assertThat(search(next)).hasSize(1));
        assertThat(search(next).get(0).path("To").path(0).path("Address").asString())
                .isEqualTo("ada@customers.example");
        await().untilAsserted(() ->
                assertThat(Events.heard(Topic.NOTIFICATION, merchantId)).hasSize(1));
        assertThat(search("to:" + next)).isEmpty();
    }

    @Test
    void a_customer_sees_what_he_was_sent_and_nobody_elses() {
        String old = "old" + transaction + "@customers.example";
        say(AuthEvents.EMAIL_CHANGE_REFUSED, 3, change("refused", old, "new@customers.example"));
        Client himself = notification.as(new Caller.Customer(merchantId, customer, "ses_1"));
        await().untilAsserted(() -> assertThat(himself.get("/emails").data()).hasSize(1));
        JsonNode seen = himself.get("/emails").data().path(0);
        assertThat(seen.path("to").asString()).isEqualTo("ada@customers.example");
        assertThat(seen.path("kind").asString()).isEqualTo("email_change_refused");
        assertThat(notification
                        .as(new Caller.Customer(merchantId, IDS.next("ctm"), "ses_2"))
                        .get("/emails")
                        .data())
                .isEmpty();
        assertThat(notification
                        .as(new Caller.Customer(IDS.next("mer"), customer, "ses_2"))
                        .get("/emails")
                        .data())
                .isEmpty();
        assertThat(notification
                        .as(new Caller.Customer(merchantId, customer, "ses_1"), Duration.ofMinutes(20))
                        .get("/emails")
                        .errorCode())
                .isEqualTo("recent_sign_in_required");
    }

    private void say(EventType<EmailChangeData> type, long version, EmailChangeData change) {
        Events.publish(type, merchantId, customer, Ids.derived("emlchg", customer), version, change);
    }

    private EmailChangeData change(String status, String old, String next) {
        String id = Ids.derived("emlchgreq", transaction);
        boolean open = status.equals("open");
        Instant now = Clock.systemUTC().instant();
        String page = "http://shop.localhost:8080/email-change/";
        return new EmailChangeData(
                id,
                customer,
                status,
                "en",
                SEALER.seal(old, id),
                SEALER.seal(next, id),
                open ? SEALER.seal(page + "current#t=" + transaction, id) : null,
                open ? SEALER.seal(page + "new#t=" + transaction, id) : null,
                now,
                now.plus(Duration.ofHours(1)));
    }

    private static String text(String query) {
        String id = search(query).get(0).path("ID").asString();
        return inbox.get("/api/v1/message/" + id).body().path("Text").asString();
    }

    @Test
    void a_cancellation_and_its_undoing_are_told_once_each_whatever_comes_twice_or_late() {
        String id = Ids.derived("sub", transaction);
        var ending = new SubscriptionData.ScheduledChange("cancel", Instant.parse("2026-12-24T00:00:00Z"), null);
        say(SubscriptionEvents.SUBSCRIPTION_CREATED, id, 1, null);
        say(SubscriptionEvents.SUBSCRIPTION_UPDATED, id, 2, ending);
        say(SubscriptionEvents.SUBSCRIPTION_UPDATED, id, 2, ending);
        say(SubscriptionEvents.SUBSCRIPTION_UPDATED, id, 3, ending);
        say(SubscriptionEvents.SUBSCRIPTION_UPDATED, id, 4, null);
        say(SubscriptionEvents.SUBSCRIPTION_UPDATED, id, 2, ending);
        say(SubscriptionEvents.SUBSCRIPTION_CANCELED, id, 5, null);
        say(SubscriptionEvents.SUBSCRIPTION_CANCELED, id, 6, null);
        say(SubscriptionEvents.SUBSCRIPTION_UPDATED, id, 7, ending); // the end of what is said
        await().untilAsserted(() -> assertThat(Events.heard(Topic.NOTIFICATION, merchantId))
                .extracting(Events.Heard::subject)
                .containsExactlyInAnyOrder(
                        "cancel_scheduled:" + id + ":v2",
                        "cancel_undone:" + id + ":v4",
                        "canceled:" + id,
                        "cancel_scheduled:" + id + ":v7"));
        assertThat(search(id)).hasSize(3);
        assertThat(search(id).toString()).contains("endet am 24. Dezember 2026");
    }

    private void say(
            EventType<SubscriptionData> type, String id, long version, SubscriptionData.ScheduledChange scheduled) {
        var cycle = new DurationData("month", 1);
        var product = Samples.product(IDS.next("pro"));
        var price = Samples.price(IDS.next("pri"), product.id(), "4900", "month");
        var item = new SubscriptionData.Item(
                "active", 1, true, Samples.AT, Samples.AT, null, Samples.AT, null, price, product);
        var subscription = new SubscriptionData(
                id,
                "active",
                customer,
                null,
                null,
                "USD",
                transaction,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                null,
                null,
                null,
                "automatic",
                null,
                null,
                cycle,
                scheduled,
                List.of(item),
                null,
                null);
        Events.publish(type, merchantId, customer, id, version, subscription);
    }

    private void ask(String id, String link, Instant expiresAt) {
        var request = new SignInRequestData(
                id,
                customer,
                "ada@customers.example",
                "en",
                SEALER.seal(link, id),
                "Chrome on Linux",
                Samples.AT,
                expiresAt,
                SEALER.seal("012345", id + "/code"));
        Events.publish(AuthEvents.SIGN_IN_REQUESTED, merchantId, customer, id, 1, request);
    }

    private InvoiceData invoice() {
        var paid =
                Samples.paid(transaction, customer, Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", "month"));
        return new InvoiceData(
                Ids.derived("inv", transaction),
                "SHOP-000001",
                transaction,
                null,
                customer,
                "USD",
                "4900",
                "0",
                "4900",
                paid.payments().getFirst().methodDetails(),
                List.of("Analytical Engine"),
                "x",
                Samples.AT,
                true,
                1);
    }

    private static JsonNode search(String word) {
        return inbox.get("/api/v1/search?query=" + word).body().path("messages");
    }
}
