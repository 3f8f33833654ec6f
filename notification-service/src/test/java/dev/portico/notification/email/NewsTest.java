package dev.portico.notification.email;

import static dev.portico.events.AuthEvents.PASSKEY_ADDED;
import static dev.portico.events.AuthEvents.PASSKEY_REMOVED;
import static dev.portico.events.AuthEvents.SIGN_IN_NEW_DEVICE;
import static dev.portico.events.BillingEvents.PAYMENT_METHOD_DELETED;
import static dev.portico.events.BillingEvents.PAYMENT_METHOD_SAVED;
import static dev.portico.events.BillingEvents.TRANSACTION_PAST_DUE;
import static dev.portico.events.InvoiceEvents.CREDIT_NOTE_ISSUED;
import static dev.portico.events.InvoiceEvents.DOCUMENT_MADE;
import static dev.portico.events.InvoiceEvents.INVOICE_ISSUED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CREATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_RENEWAL_UPCOMING;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_TRIAL_ENDING;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Stores;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingEvents;
import dev.portico.events.CardData;
import dev.portico.events.CreditNoteData;
import dev.portico.events.DocumentData;
import dev.portico.events.DurationData;
import dev.portico.events.EventType;
import dev.portico.events.InvoiceData;
import dev.portico.events.NewDeviceData;
import dev.portico.events.PasskeyData;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.PriceData;
import dev.portico.events.SubscriptionData;
import dev.portico.events.SubscriptionReminderData;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import dev.portico.notification.NotificationServiceApplication;
import dev.portico.notification.party.Parties;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What customers are told of without being asked for anything.
class NewsTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Set<Kind> TOLD = EnumSet.of(
            Kind.STARTED,
            Kind.TRIAL_ENDING,
            Kind.RENEWAL_UPCOMING,
            Kind.CHANGED,
            Kind.PAUSE_SCHEDULED,
            Kind.RECOVERED,
            Kind.REFUNDED,
            Kind.CREDITED,
            Kind.INVOICE_REVISED,
            Kind.METHOD_ADDED,
            Kind.METHOD_REMOVED,
            Kind.NEW_DEVICE,
            Kind.PASSKEY_ADDED,
            Kind.PASSKEY_REMOVED);
    static final Instant NEXT = Instant.parse("2026-12-24T00:00:00Z");
    static PostOffice office;
    static RunningService notification;

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");
    final String id = IDS.next("sub");
    final String transaction = IDS.next("txn");
    final PriceData price = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", "month");
    Set<String> ends = Set.of();
    final Client shop = notification.as(
            new Caller.Merchant(merchantId, "apikey_1", Set.of("email_setting.read", "email_setting.write")));

    @BeforeAll
    static void start() {
        office = new PostOffice();
        notification = RunningService.start(
                NotificationServiceApplication.class,
                "notification",
                Map.of("spring.mail.host", "127.0.0.1", "spring.mail.port", office.port()));
    }

    @AfterAll
    static void stop() {
        notification.close();
        office.close();
    }

    @BeforeEach
    void introduce() {
        office.delivered.clear();
        Events.publish(AuthEvents.MERCHANT_CREATED, merchantId, null, merchantId, 1, Samples.merchant(merchantId));
        Events.publish(
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "en"));
    }

    @Test
    void a_trial_begins_with_a_mail_and_what_begins_with_a_payment_with_its_receipt_alone() {
        String paid = IDS.next("sub");
        say(SUBSCRIPTION_CREATED, 1, subscription(paid, "active", 1, null));
        say(SUBSCRIPTION_CREATED, 1, subscription(id, "trialing", 1, null));
        say(SUBSCRIPTION_CREATED, 1, subscription(id, "trialing", 1, null));
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("started:" + id + ":v1");
        assertThat(text("has started"))
                .contains("has been yours since November 24, 2026", "renews on December 24, 2026", page(id));
    }

    @Test
    void a_merchant_who_insists_has_every_beginning_told() {
        patch("{\"kinds\":{\"started\":{\"enabled\":true}}}");
        say(SUBSCRIPTION_CREATED, 1, subscription(id, "active", 1, null));
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("started:" + id + ":v1");
    }

    @Test
    void a_bill_to_come_is_told_of_once_with_what_it_will_be() {
        for (int times = 0; times < 2; times++) {
            remind(SUBSCRIPTION_TRIAL_ENDING, 1);
            remind(SUBSCRIPTION_RENEWAL_UPCOMING, 2);
        }
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("renewal_upcoming:" + id + ":" + NEXT, "trial_ending:" + id + ":" + NEXT);
        assertThat(text("trial ends")).contains("for $49.00", "Cancel before December 24, 2026", page(id));
        assertThat(text("renews on")).contains("for $49.00", "You can cancel", page(id));
    }

    @Test
    void other_items_are_told_of_once_they_hold_and_a_renewal_is_not() {
        say(SUBSCRIPTION_CREATED, 1, subscription(id, "active", 1, null));
        say(SUBSCRIPTION_UPDATED, 2, subscription(id, "active", 1, null));
        say(SUBSCRIPTION_UPDATED, 3, subscription(id, "active", 5, null));
        say(SUBSCRIPTION_UPDATED, 3, subscription(id, "active", 5, null));
        endOfWhatIsSaid();
        assertThat(causes()).isEmpty();
        inAnHour();
        assertThat(causes()).containsExactly("changed:" + id + ":v3");
        assertThat(text("has changed")).contains("5 × Analytical Engine", "December 24, 2026", page(id));
    }

    @Test
    void what_is_changed_back_because_it_was_not_paid_is_not_told() {
        say(SUBSCRIPTION_CREATED, 1, subscription(id, "active", 1, null));
        say(SUBSCRIPTION_UPDATED, 2, subscription(id, "active", 5, null));
        say(SUBSCRIPTION_UPDATED, 3, subscription(id, "active", 1, null));
        endOfWhatIsSaid();
        inAnHour();
        assertThat(causes()).isEmpty();
    }

    @Test
    void a_pause_to_come_is_told_with_its_day() {
        say(SUBSCRIPTION_CREATED, 1, subscription(id, "active", 1, null));
        say(SUBSCRIPTION_UPDATED, 2, subscription(id, "active", 1, "pause"));
        say(SUBSCRIPTION_UPDATED, 3, subscription(id, "active", 1, "pause"));
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("pause_scheduled:" + id + ":v2");
        assertThat(text("pauses on")).contains("stays available until December 24, 2026", page(id));
    }

    @Test
    void a_bill_that_was_late_is_told_of_in_other_words_and_has_no_receipt_beside() {
        late();
        for (int times = 0; times < 2; times++) invoice(1);
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("receipt:" + transaction);
        assertThat(text("went through")).contains("We received $49.00 for Analytical Engine", payment());
    }

    @Test
    void a_merchant_without_those_words_has_a_receipt_sent() {
        patch("{\"kinds\":{\"recovered\":{\"enabled\":false}}}");
        late();
        invoice(1);
        endOfWhatIsSaid();
        assertThat(text("Your receipt")).contains("$49.00");
    }

    @Test
    void another_version_of_an_invoice_is_told_of_once_and_is_no_receipt() {
        for (int times = 0; times < 2; times++) invoice(2);
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("invoice_revised:" + transaction + ":v2");
        assertThat(text("new version of invoice SHOP-000001")).contains("SHOP-000001 have changed", payment());
    }

    @Test
    void an_invoice_goes_along_with_the_e_mail_that_tells_of_it() throws Exception {
        byte[] pdf = "%PDF".getBytes(StandardCharsets.US_ASCII);
        String id = Ids.derived("inv", transaction) + ":2";
        var document = new DocumentData(
                id, "SHOP-000001", "sha256", Base64.getEncoder().encodeToString(pdf));
        Events.publish(DOCUMENT_MADE, merchantId, customer, id, 1, document);
        invoice(2);
        endOfWhatIsSaid();
        var parts = (Multipart) mail("new version of invoice SHOP-000001").getContent();
        BodyPart attached = parts.getBodyPart(parts.getCount() - 1);
        assertThat(attached.getFileName()).isEqualTo("SHOP-000001.pdf");
        assertThat(attached.isMimeType("application/pdf")).isTrue();
        assertThat(attached.getInputStream().readAllBytes()).isEqualTo(pdf);
    }

    @Test
    void what_is_given_back_is_told_with_where_it_goes() {
        givenBack("adj_1" + id, "refund", false);
        givenBack("adj_1" + id, "refund", false);
        givenBack("adj_2" + id, "refund", true);
        givenBack("adj_3" + id, "credit", false);
        givenBack("adj_of_before" + id, null, null);
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("credited:adj_2" + id, "credited:adj_3" + id, "refunded:adj_1" + id);
        assertThat(text("has refunded $10.00"))
                .contains("refunded $10.00 for Analytical Engine", "Credit note: SHOP-CN-000001", payment());
        assertThat(text("has credited $10.00")).contains("Credit note: SHOP-CN-000001", payment());
    }

    @Test
    void a_way_to_pay_that_comes_and_one_that_goes_are_told_once_each() {
        for (var type : List.of(PAYMENT_METHOD_SAVED, PAYMENT_METHOD_DELETED, PAYMENT_METHOD_SAVED))
            Events.publish(type, merchantId, customer, id, 1, card(id));
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("method_added:" + id, "method_removed:" + id);
        assertThat(text("method was added")).contains("Visa •••• 4242 was added on", "/payment-methods");
        assertThat(text("method was removed")).contains("Visa •••• 4242 was removed on", "/payment-methods");
    }

    @Test
    void what_opens_an_account_is_told_whatever_its_merchant_wants() {
        assertThat(shop.patch("/email-settings", "{\"kinds\":{\"new_device\":{\"enabled\":false}}}")
                        .text())
                .contains("kinds.new_device.enabled");
        var device = new NewDeviceData(customer, "Firefox on Linux", Samples.AT);
        Events.publishAs("evt_" + id, SIGN_IN_NEW_DEVICE, merchantId, customer, "acs_1", 1, device);
        Events.publishAs("evt_" + id, SIGN_IN_NEW_DEVICE, merchantId, customer, "acs_1", 1, device);
        var passkey = new PasskeyData(id, customer, Samples.AT);
        Events.publish(PASSKEY_ADDED, merchantId, customer, "acs_1", 2, passkey);
        Events.publish(PASSKEY_REMOVED, merchantId, customer, "acs_1", 3, passkey);
        endOfWhatIsSaid();
        assertThat(causes()).containsExactly("new_device:evt_" + id, "passkey_added:" + id, "passkey_removed:" + id);
        assertThat(text("New sign-in")).contains("with Firefox on Linux on November 24, 2026", "/account");
        assertThat(text("passkey was added")).contains("/account");
        assertThat(text("passkey was removed")).contains("/account");
    }

    @Test
    void what_a_merchant_does_not_want_is_not_sent() {
        patch("{\"kinds\":{\"receipt\":{\"enabled\":false}}}");
        invoice(1);
        endOfWhatIsSaid();
        assertThat(causes()).isEmpty();
    }

    @Test
    void a_merchant_says_it_in_his_own_words_and_they_are_text_and_not_markup() throws Exception {
        patch("""
                {"kinds":{"receipt":{"texts":{
                  "en":{"subject":"Paid: {amount} & thanks","intro":"<b>Cheers</b>, {merchant} got {amount}."},
                  "de":{"subject":"Bezahlt"}}}}}""");
        invoice(1);
        endOfWhatIsSaid();
        MimeMessage mail = mail("Paid: $49.00 & thanks");
        assertThat(part(mail, "text/plain")).contains("<b>Cheers</b>, The Shop got $49.00.");
        assertThat(part(mail, "text/html"))
                .contains("&lt;b&gt;Cheers&lt;/b&gt;, The Shop got $49.00.")
                .doesNotContain("<b>");
    }

    // The last to be said of this customer, on each topic: once it is told, all before it was heard.
    private void endOfWhatIsSaid() {
        String last = IDS.next("sub");
        remind(last, SUBSCRIPTION_TRIAL_ENDING, 1);
        Events.publish(PAYMENT_METHOD_DELETED, merchantId, customer, last, 1, card(last));
        Events.publish(PASSKEY_REMOVED, merchantId, customer, last, 9, new PasskeyData(last, customer, Samples.AT));
        givenBack(last, "refund", false);
        ends = Set.of(
                "trial_ending:" + last + ":" + NEXT,
                "method_removed:" + last,
                "passkey_removed:" + last,
                "refunded:" + last);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(sent()).containsAll(ends));
        office.delivered.removeIf(message -> ends.stream().anyMatch(end -> isOf(message, end)));
    }

    private List<String> causes() {
        return sent().filter(cause -> !ends.contains(cause)).sorted().toList();
    }

    private Stream<String> sent() {
        return Events.heard(Topic.NOTIFICATION, merchantId).stream().map(Events.Heard::subject);
    }

    private static boolean isOf(MimeMessage message, String cause) {
        try {
            String id = Secrets.sha256(cause).substring(0, 32);
            return message.getHeader("Message-ID")[0].contains(id);
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MimeMessage mail(String subject) {
        return office.delivered.stream()
                .filter(message -> subject(message).contains(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("none is about " + subject + " of "
                        + office.delivered.stream().map(NewsTest::subject).toList()));
    }

    private static String text(String subject) {
        String text = part(mail(subject), "text/plain");
        assertThat(text).doesNotContain("/task/", "#task=", "{");
        return text;
    }

    private static String subject(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(Part of, String type) {
        try {
            if (of.isMimeType(type)) return String.valueOf(of.getContent());
            if (!(of.getContent() instanceof Multipart parts)) return "";
            var found = new StringBuilder();
            for (int i = 0; i < parts.getCount(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                found.append(part(inner, type));
            }
            return found.toString();
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inAnHour() {
        Clock clock = Clock.offset(Clock.tickMillis(ZoneOffset.UTC), Duration.ofHours(1));
        EmailChoices choices = notification.bean(EmailChoices.class);
        var emails =
                new Emails(notification.bean(Stores.class), choices, notification.bean(EmailSettings.class), clock);
        new Postman(
                        emails,
                        choices,
                        notification.bean(Parties.class),
                        notification.bean(Letters.class),
                        notification.bean(Attachments.class),
                        notification.bean(Smtp.class),
                        notification.bean(Sealer.class),
                        notification.bean(TaskLinks.class),
                        new SimpleMeterRegistry(),
                        clock)
                .deliverDue(Set.of(Kind.CHANGED));
    }

    private void patch(String body) {
        assertThat(shop.patch("/email-settings", body).status()).isEqualTo(200);
    }

    private static String page(String subscription) {
        return "http://shop.localhost:8080/subscriptions/" + subscription;
    }

    private String payment() {
        return "http://shop.localhost:8080/payments/" + transaction;
    }

    private void remind(EventType<SubscriptionReminderData> type, long version) {
        remind(id, type, version);
    }

    private void remind(String subscription, EventType<SubscriptionReminderData> type, long version) {
        var reminder =
                new SubscriptionReminderData(subscription, customer, List.of("Analytical Engine"), "4900", "USD", NEXT);
        Events.publish(type, merchantId, customer, subscription, version, reminder);
    }

    private void late() {
        TransactionData paid = Samples.paid(transaction, customer, price);
        var late = new TransactionData(
                transaction,
                "past_due",
                customer,
                null,
                null,
                null,
                "USD",
                "subscription_recurring",
                id,
                null,
                null,
                "automatic",
                null,
                null,
                null,
                paid.items(),
                paid.details(),
                List.of(),
                null,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                null);
        Events.publish(TRANSACTION_PAST_DUE, merchantId, customer, transaction, 1, late);
        var known = notification.bean(LateBills.class);
        var house = new Caller.Service(merchantId, "a test");
        await().untilAsserted(
                        () -> assertThat(known.contain(house, transaction)).isTrue());
    }

    private void invoice(int version) {
        var invoice = new InvoiceData(
                Ids.derived("inv", transaction),
                "SHOP-000001",
                transaction,
                null,
                customer,
                "USD",
                "4900",
                "0",
                "4900",
                null,
                List.of("Analytical Engine"),
                "x",
                Samples.AT,
                true,
                version);
        Events.publish(INVOICE_ISSUED, merchantId, customer, invoice.id(), version, invoice);
    }

    private void givenBack(String adjustment, @Nullable String action, @Nullable Boolean toBalance) {
        var note = new CreditNoteData(
                Ids.derived("crn", adjustment),
                "SHOP-CN-000001",
                adjustment,
                transaction,
                "SHOP-000001",
                customer,
                "USD",
                "1000",
                "0",
                "1000",
                "x",
                Samples.AT,
                action,
                toBalance,
                action == null ? null : List.of("Analytical Engine"));
        Events.publish(CREDIT_NOTE_ISSUED, merchantId, customer, note.id(), 1, note);
    }

    private PaymentMethodData card(String method) {
        var visa = new CardData("visa", "4242", 12, 2030, null);
        return new PaymentMethodData(
                method, customer, null, "card", visa, "subscription", Samples.AT, Samples.AT, null, null, null);
    }

    private void say(EventType<SubscriptionData> type, long version, SubscriptionData subscription) {
        Events.publish(type, merchantId, customer, subscription.id(), version, subscription);
    }

    private SubscriptionData subscription(String of, String status, int quantity, @Nullable String scheduled) {
        var product = Samples.product(price.productId());
        var item = new SubscriptionData.Item(
                status, quantity, true, Samples.AT, Samples.AT, null, NEXT, null, price, product);
        return new SubscriptionData(
                of,
                status,
                customer,
                null,
                null,
                "USD",
                transaction,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                NEXT,
                null,
                null,
                null,
                "automatic",
                null,
                null,
                new DurationData("month", 1),
                scheduled == null ? null : new SubscriptionData.ScheduledChange(scheduled, NEXT, null),
                List.of(item),
                null,
                null);
    }
}
