package dev.portico.notification.email;

import static dev.portico.events.BillingEvents.PAYMENT_METHOD_EXPIRING;
import static dev.portico.events.BillingEvents.TRANSACTION_CANCELED;
import static dev.portico.events.BillingEvents.TRANSACTION_COMPLETED;
import static dev.portico.events.BillingEvents.TRANSACTION_PAYMENT_FAILED;
import static dev.portico.events.BillingEvents.TRANSACTION_READY;
import static dev.portico.events.BillingEvents.TRANSACTION_UPDATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CANCELED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_COLLECTION_FAILED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CREATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_PAUSED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_RESUMED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_UPDATED;
import static dev.portico.notification.email.Kind.EMAIL_CHANGED;
import static dev.portico.notification.email.Kind.EMAIL_CHANGE_CURRENT;
import static dev.portico.notification.email.Kind.EMAIL_CHANGE_NEW;
import static dev.portico.notification.email.Kind.EMAIL_CHANGE_REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.store.Stores;
import dev.portico.embedded.mailbox.Mailbox;
import dev.portico.events.AuthEvents;
import dev.portico.events.BillingDetails;
import dev.portico.events.BillingEvents;
import dev.portico.events.CardData;
import dev.portico.events.CollectionFailureData;
import dev.portico.events.CustomerData;
import dev.portico.events.DurationData;
import dev.portico.events.EventType;
import dev.portico.events.ExpiringMethodData;
import dev.portico.events.InvoiceData;
import dev.portico.events.InvoiceEvents;
import dev.portico.events.NotificationEvents;
import dev.portico.events.SignInRequestData;
import dev.portico.events.SubscriptionData;
import dev.portico.events.Topic;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.Details;
import dev.portico.events.TransactionData.Totals;
import dev.portico.notification.NotificationServiceApplication;
import dev.portico.notification.party.Parties;
import dev.portico.testing.Client;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// E-mails that ask for money, and what no other e-mail holds.
class AskingForMoneyTest {

    static final Ids IDS = new Ids(Clock.systemUTC());
    static final Instant NEXT = Samples.AT.plus(Duration.ofDays(1));
    static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\"<]+");
    static final Set<Kind> ASKING = Set.of(Kind.INVOICE, Kind.PAYMENT_DUE, Kind.PAYMENT_FAILED, Kind.PAYMENT_RETRY);

    @TempDir
    static Path directory;

    static Mailbox mailbox;
    static RunningService notification;
    static Client inbox;

    final String merchantId = IDS.next("mer");
    final String customer = IDS.next("ctm");

    @BeforeAll
    static void start() {
        mailbox = Mailbox.start(directory, 0, 0);
        notification = RunningService.start(
                NotificationServiceApplication.class,
                "notification",
                Map.of(
                        "spring.mail.host",
                        "127.0.0.1",
                        "spring.mail.port",
                        mailbox.smtpPort(),
                        "portico.notification.second-try-within",
                        "PT1H",
                        "portico.notification.ask-for-open-payments-after",
                        "PT1H"));
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
                BillingEvents.CUSTOMER_CREATED, merchantId, customer, customer, 1, Samples.customer(customer, "en"));
    }

    @Test
    void only_mail_that_asks_for_money_opens_something_and_only_the_payment_it_asks_for() {
        var asked = new EnumMap<Kind, String>(Kind.class);
        ASKING.forEach(kind -> asked.put(kind, IDS.next("txn")));
        signIn();
        receipt(IDS.next("txn"), true);
        subscriptionMails();
        say(TRANSACTION_READY, asked.get(Kind.PAYMENT_DUE), 1, "ready", "api");
        missed(asked.get(Kind.PAYMENT_FAILED), customer, 4, null, "keep");
        missed(asked.get(Kind.PAYMENT_RETRY), customer, 1, NEXT, "cancel");
        cardExpires();
        billed(asked.get(Kind.INVOICE), 1);

        // Those of a change of address carry links of their own, which NotificationServiceTest looks at; NewsTest looks
        // at the others.
        var kinds = EnumSet.complementOf(
                EnumSet.of(EMAIL_CHANGE_CURRENT, EMAIL_CHANGE_NEW, EMAIL_CHANGED, EMAIL_CHANGE_REFUSED));
        kinds.removeAll(NewsTest.TOLD);
        sent(kinds.size() - 1);
        tomorrow();
        var mails = sent(kinds.size());
        assertThat(mails.keySet()).isEqualTo(kinds);
        mails.forEach((kind, mail) -> {
            var addresses = ADDRESS.matcher(mail.path("Text").asString() + " "
                            + mail.path("HTML").asString())
                    .results()
                    .map(found -> found.group().replace("&#x3D;", "="))
                    .distinct()
                    .toList();
            assertThat(addresses).as(kind.name()).hasSize(1);
            String address = addresses.getFirst();
            if (kind == Kind.SIGN_IN) assertThat(address).isEqualTo("http://shop.localhost/sealed-away");
            else if (ASKING.contains(kind)) {
                String transaction = asked.get(kind);
                assertThat(address).startsWith("http://shop.localhost:8080/task/" + transaction + "#task=tsk_");
                assertThat(notification.bean(TaskLinks.class).read(address.substring(address.indexOf('=') + 1)))
                        .contains(new Caller.Payer(merchantId, customer, transaction));
            } else
                assertThat(address)
                        .as(kind.name())
                        .matches(
                                "http://shop\\.localhost:8080/(payments|subscriptions|payment-methods)(/[a-z]+_\\w+)?");
        });
        assertThat(Events.heard(Topic.NOTIFICATION, merchantId))
                .noneMatch(event -> event.data().contains("tsk_"));
    }

    @Test
    void an_invoice_is_asked_for_once_with_its_number_and_the_day_it_is_due() {
        String transaction = IDS.next("txn");
        billed(transaction, 1);
        billed(transaction, 1);
        billed(transaction, 2);
        JsonNode mail = sent(1).get(Kind.INVOICE);
        assertThat(mail.path("Subject").asString()).isEqualTo("Invoice SHOP-000001 from The Shop");
        assertThat(mail.path("Text").asString())
                .contains("Please pay $49.00 by December 8, 2026.", "Invoice: SHOP-000001", "It works for 7 days");
    }

    @Test
    void whoever_has_an_invoice_to_pay_gets_a_receipt_when_it_is_paid_and_not_before() {
        String transaction = IDS.next("txn");
        receipt(transaction, false);
        billed(transaction, 1);
        assertThat(sent(1)).containsOnlyKeys(Kind.INVOICE);
        say(TRANSACTION_COMPLETED, transaction, 3, "completed", "api", "manual", "SHOP-000001");
        say(TRANSACTION_UPDATED, transaction, 4, "completed", "api", "manual", "SHOP-000001");
        var mails = sent(2);
        assertThat(mails).containsOnlyKeys(Kind.INVOICE, Kind.RECEIPT);
        assertThat(mails.get(Kind.RECEIPT).path("Text").asString())
                .contains("/payments/" + transaction, "$49.00", "SHOP-000001");
    }

    @Test
    void each_try_that_fails_is_told_of_once_with_the_day_of_the_next() {
        String transaction = IDS.next("txn");
        say(TRANSACTION_PAYMENT_FAILED, transaction, 1, "past_due", "subscription_recurring");
        for (int times = 0; times < 2; times++) missed(transaction, customer, 1, NEXT, "cancel");
        missed(transaction, customer, 2, NEXT.plus(Duration.ofDays(2)), "cancel");
        // Who is told that his subscription has ended need not be told why a second time.
        missed(transaction, customer, 3, null, "cancel");
        JsonNode last = sent(2).get(Kind.PAYMENT_RETRY);
        assertThat(subjects())
                .containsExactly("payment_retry:" + transaction + ":1", "payment_retry:" + transaction + ":2");
        assertThat(last.path("Text").asString())
                .contains("We couldn’t collect $49.00 for Analytical Engine.", "November 27, 2026")
                .doesNotContain("4242");
    }

    @Test
    void what_is_kept_unpaid_is_asked_for_a_last_time() {
        String transaction = IDS.next("txn");
        missed(transaction, customer, 5, null, "keep");
        assertThat(sent(1)).containsOnlyKeys(Kind.PAYMENT_FAILED);
    }

    @Test
    void who_pays_or_need_not_pay_any_more_is_not_asked() {
        String paid = IDS.next("txn");
        String canceled = IDS.next("txn");
        String secondTry = IDS.next("txn");
        say(TRANSACTION_READY, paid, 1, "ready", "api");
        say(TRANSACTION_COMPLETED, paid, 2, "completed", "api");
        say(TRANSACTION_READY, canceled, 1, "ready", "api");
        say(TRANSACTION_CANCELED, canceled, 2, "canceled", "api");
        say(TRANSACTION_PAYMENT_FAILED, secondTry, 1, "ready", "api");
        say(TRANSACTION_COMPLETED, secondTry, 2, "completed", "api");
        // What was given up is not owed.
        say(TRANSACTION_PAYMENT_FAILED, IDS.next("txn"), 1, "canceled", "subscription_update");
        String waiting = IDS.next("txn");
        say(TRANSACTION_PAYMENT_FAILED, waiting, 1, "ready", "api");
        String theLast = IDS.next("txn");
        missed(theLast, customer, 1, NEXT, "cancel");
        sent(1);
        assertThat(subjects()).containsExactly("payment_retry:" + theLast + ":1");
        tomorrow();
        sent(2);
        assertThat(subjects()).containsExactly("payment_retry:" + theLast + ":1", "payment_failed:" + waiting);
    }

    @Test
    void nobody_is_asked_by_mail_to_an_archived_customer() {
        String archived = IDS.next("ctm");
        CustomerData gone = new CustomerData(
                archived,
                "Ada",
                "gone@customers.example",
                false,
                "archived",
                null,
                "en",
                Samples.AT,
                Samples.AT,
                null,
                null);
        Events.publish(BillingEvents.CUSTOMER_CREATED, merchantId, archived, archived, 1, gone);
        String owed = IDS.next("txn");
        TransactionData failed = transaction(owed, archived, "ready", "api", "automatic", null);
        Events.publish(TRANSACTION_PAYMENT_FAILED, merchantId, archived, owed, 1, failed);
        missed(owed, archived, 1, NEXT, "cancel");
        String paid = IDS.next("txn");
        TransactionData last = transaction(paid, archived, "completed", "api", "manual", "SHOP-000001");
        Events.publish(TRANSACTION_COMPLETED, merchantId, archived, paid, 1, last);
        sent(1);
        assertThat(subjects()).containsExactly("receipt:" + paid);
    }

    // A postman who lives a day ahead sends what is not due yet.
    private static void tomorrow() {
        Clock clock = Clock.offset(Clock.tickMillis(ZoneOffset.UTC), Duration.ofDays(1));
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
                .deliverDue(ASKING);
    }

    private List<String> subjects() {
        return Events.heard(Topic.NOTIFICATION, merchantId).stream()
                .map(Events.Heard::subject)
                .toList();
    }

    /// The mails of this merchant, once there are so many.
    private Map<Kind, JsonNode> sent(int many) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(subjects()).hasSize(many));
        var mails = new EnumMap<Kind, JsonNode>(Kind.class);
        for (var event : Events.heard(Topic.NOTIFICATION, merchantId)) {
            assertThat(event.type()).isEqualTo("email.sent");
            var email = event.as(NotificationEvents.EMAIL_SENT);
            mails.put(Kind.valueOf(email.kind().toUpperCase(Locale.ROOT)), mail(email.messageId()));
        }
        return mails;
    }

    private static JsonNode mail(String messageId) {
        String plain = messageId.replaceAll("[<>]", "");
        for (JsonNode found : inbox.get("/api/v1/messages?limit=500").body().path("messages"))
            if (found.path("MessageID").asString().replaceAll("[<>]", "").equals(plain))
                return inbox.get("/api/v1/message/" + found.path("ID").asString())
                        .body();
        throw new AssertionError("no mail is called " + messageId);
    }

    private void signIn() {
        String id = IDS.next("signin");
        Sealer sealer = notification.bean(Sealer.class);
        Instant now = Clock.systemUTC().instant();
        var request = new SignInRequestData(
                id,
                customer,
                "ada@customers.example",
                "en",
                sealer.seal("http://shop.localhost/sealed-away", id),
                null,
                now,
                now.plus(Duration.ofMinutes(10)),
                sealer.seal("012345", id + "/code"));
        Events.publish(AuthEvents.SIGN_IN_REQUESTED, merchantId, customer, id, 1, request);
    }

    private void missed(String transaction, String whose, int failures, @Nullable Instant next, String then) {
        var failure = new CollectionFailureData(
                "sub_1",
                whose,
                transaction,
                "4900",
                "USD",
                List.of("Analytical Engine"),
                failures,
                Samples.AT,
                next,
                then);
        Events.publish(SUBSCRIPTION_COLLECTION_FAILED, merchantId, whose, "sub_1", failures, failure);
    }

    private void cardExpires() {
        var card = new CardData("visa", "4242", 12, 2026, null);
        var expiring = new ExpiringMethodData("paymtd_1", customer, card, NEXT, 30);
        Events.publish(PAYMENT_METHOD_EXPIRING, merchantId, customer, "expcrd_1", 1, expiring);
    }

    private void receipt(String transaction, boolean paid) {
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
                paid,
                1);
        Events.publish(InvoiceEvents.INVOICE_ISSUED, merchantId, customer, invoice.id(), 1, invoice);
    }

    private void subscriptionMails() {
        String id = IDS.next("sub");
        var ending = new SubscriptionData.ScheduledChange("cancel", Instant.parse("2026-12-24T00:00:00Z"), null);
        subscription(SUBSCRIPTION_CREATED, id, 1, null);
        subscription(SUBSCRIPTION_UPDATED, id, 2, ending);
        subscription(SUBSCRIPTION_UPDATED, id, 3, null);
        subscription(SUBSCRIPTION_PAUSED, id, 4, null);
        subscription(SUBSCRIPTION_RESUMED, id, 5, null);
        subscription(SUBSCRIPTION_CANCELED, id, 6, null);
    }

    private void subscription(
            EventType<SubscriptionData> type, String id, long version, SubscriptionData.ScheduledChange scheduled) {
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
                null,
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
                new DurationData("month", 1),
                scheduled,
                List.of(item),
                null,
                null);
        Events.publish(type, merchantId, customer, id, version, subscription);
    }

    private void billed(String transaction, long version) {
        say(TRANSACTION_UPDATED, transaction, version, "billed", "api", "manual", "SHOP-000001");
    }

    private void say(EventType<TransactionData> type, String id, long version, String status, String origin) {
        say(type, id, version, status, origin, "automatic", null);
    }

    private void say(
            EventType<TransactionData> type,
            String id,
            long version,
            String status,
            String origin,
            String mode,
            String number) {
        var data = transaction(id, customer, status, origin, mode, number);
        Events.publish(type, merchantId, customer, id, version, data);
    }

    private static TransactionData transaction(
            String id, String customer, String status, String origin, String mode, String number) {
        var price = Samples.price(IDS.next("pri"), IDS.next("pro"), "4900", null);
        TransactionData paid = Samples.paid(id, customer, price);
        boolean completed = status.equals("completed");
        var totals = new Totals("4900", "0", "0", "4900", "0", "0", completed ? "0" : "4900", "4900", "USD");
        return new TransactionData(
                id,
                status,
                customer,
                null,
                null,
                null,
                "USD",
                origin,
                null,
                null,
                number,
                mode,
                null,
                mode.equals("manual") ? new BillingDetails(null, null, null, new DurationData("day", 14)) : null,
                null,
                paid.items(),
                new Details(
                        paid.details().taxRatesUsed(), totals, paid.details().lineItems()),
                completed ? paid.payments() : List.of(),
                null,
                Samples.AT,
                Samples.AT,
                Samples.AT,
                null);
    }
}
