package dev.portico.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.store.Stores;
import dev.portico.events.AuthEvents;
import dev.portico.notification.NotificationServiceApplication;
import dev.portico.notification.party.Parties;
import dev.portico.testing.Events;
import dev.portico.testing.RunningService;
import dev.portico.testing.Samples;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A postman of our own, who lives a day ahead of the service's, so that each leaves the other's e-mails alone.
class PostmanTest {

    static RunningService notification;
    static PostOffice office;
    static final Ids IDS = new Ids(Clock.systemUTC());

    final Tomorrow clock = new Tomorrow();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final Caller.Service caller = new Caller.Service(IDS.next("mer"), "a test");
    Emails emails;
    Postman postman;

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
        String merchant = caller.merchantId();
        Events.publish(AuthEvents.MERCHANT_CREATED, merchant, null, merchant, 1, Samples.merchant(merchant));
        Parties parties = notification.bean(Parties.class);
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(parties.merchant(caller)).isNotNull());
        EmailChoices choices = notification.bean(EmailChoices.class);
        emails = new Emails(
                notification.bean(Stores.class),
                choices,
                new EmailSettings("mail.example", Duration.ZERO, null),
                clock);
        postman = new Postman(
                emails,
                choices,
                parties,
                notification.bean(Letters.class),
                notification.bean(Attachments.class),
                notification.bean(Smtp.class),
                notification.bean(Sealer.class),
                notification.bean(TaskLinks.class),
                meters,
                clock);
        office.delivered.clear();
        office.answerToRecipient = 250;
    }

    @Test
    void what_a_postman_took_and_died_with_is_sent_by_the_next_when_his_time_is_up() {
        queue("receipt:" + IDS.next("txn"));
        emails.due(EnumSet.of(Kind.RECEIPT)).forEach(email -> emails.change(email, it -> it.taken("dead", clock.now)));
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
        assertThat(office.delivered).isEmpty();
        clock.now = clock.now.plusSeconds(60);
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
        assertThat(office.delivered).hasSize(1);
        assertThat(meters.counter("emails.sent", "kind", "receipt").count()).isOne();
    }

    @Test
    void one_cause_makes_one_e_mail() {
        String cause = "receipt:" + IDS.next("txn");
        queue(cause);
        queue(cause);
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
        queue(cause);
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
        assertThat(office.delivered).hasSize(1);
    }

    @Test
    void a_link_that_can_not_be_opened_keeps_no_other_from_its_way_and_is_given_up_when_it_expires() {
        ask("nonsense");
        ask(notification.bean(Sealer.class).seal("http://shop.localhost/good", "signin"));
        postman.deliverDue(EnumSet.of(Kind.SIGN_IN));
        assertThat(office.delivered).hasSize(1);
        clock.now = clock.now.plus(Duration.ofMinutes(11));
        postman.deliverDue(EnumSet.of(Kind.SIGN_IN));
        assertThat(meters.counter("emails.failed", "kind", "sign_in", "why", "expired")
                        .count())
                .isOne();
    }

    @Test
    void what_can_not_be_sent_for_a_day_is_given_up_and_counted() {
        office.answerToRecipient = 450;
        queue("receipt:" + IDS.next("txn"));
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
        clock.now = clock.now.plus(Duration.ofHours(25));
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
        assertThat(meters.counter("emails.failed", "kind", "receipt", "why", "failed")
                        .count())
                .isOne();
    }

    @Test
    void sign_in_links_do_not_wait_for_receipts() {
        queue("receipt:" + IDS.next("txn"));
        assertThat(emails.due(EnumSet.of(Kind.SIGN_IN))).isEmpty();
        assertThat(emails.due(EnumSet.complementOf(EnumSet.of(Kind.SIGN_IN)))).isNotEmpty();
        postman.deliverDue(EnumSet.of(Kind.RECEIPT));
    }

    private void queue(String cause) {
        emails.queue(
                caller,
                new Emails.Wanted(
                        cause,
                        Kind.RECEIPT,
                        "ctm_1",
                        "ada@customers.example",
                        "Ada",
                        "en",
                        AnEmail.facts(),
                        "/payments"));
    }

    private void ask(String sealed) {
        emails.queue(
                caller,
                new Emails.Wanted(
                        "sign_in:" + IDS.next("signin"),
                        Kind.SIGN_IN,
                        "ctm_1",
                        "ada@customers.example",
                        null,
                        "en",
                        AnEmail.facts(),
                        null),
                new Emails.SecretLink(sealed, null, "signin", clock.now.plus(Duration.ofMinutes(10))));
    }

    private static final class Tomorrow extends Clock {

        Instant now = Clock.tickMillis(ZoneOffset.UTC).instant().plus(Duration.ofDays(1));

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
