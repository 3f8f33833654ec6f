package dev.portico.notification.email;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.work.Worker;
import dev.portico.events.MerchantData;
import dev.portico.notification.party.Parties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.MailException;

/// Sends what is due. An e-mail is taken before it is sent and marked after: whoever dies in between leaves it to be
/// sent again,
/// under the same Message-ID.
@Configuration(proxyBeanMethods = false)
class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Emails emails;
    private final Parties parties;
    private final Letters letters;
    private final Smtp smtp;
    private final Sealer sealer;
    private final MeterRegistry meters;
    private final Clock clock;

    Postman(
            Emails emails,
            Parties parties,
            Letters letters,
            Smtp smtp,
            Sealer sealer,
            MeterRegistry meters,
            Clock clock) {
        this.emails = emails;
        this.parties = parties;
        this.letters = letters;
        this.smtp = smtp;
        this.sealer = sealer;
        this.meters = meters;
        this.clock = clock;
    }

    @Bean
    Worker emailRound() {
        var round = new Worker("e-mails", LOOK_EVERY, this::deliverDue);
        emails.onQueued(round::wake);
        return round;
    }

    boolean deliverDue() {
        List<Email> due = emails.due();
        for (Email email : due) {
            try (var _ = new Trace(email.trace()).open()) {
                deliver(email);
            }
        }
        return !due.isEmpty();
    }

    private void deliver(Email email) {
        String lease = UUID.randomUUID().toString();
        Email taken = emails.change(email, found -> found.taken(lease, clock.instant()));
        if (!lease.equals(taken.lease())) return;
        if (taken.isExpired(clock.instant())) {
            fail(taken, "expired");
            return;
        }
        try {
            send(taken);
            emails.change(taken, found -> found.sent(clock.instant()));
            meters.counter("emails.sent", "kind", taken.kind().wire()).increment();
        } catch (Smtp.Refused e) {
            fail(taken, "bounced");
        } catch (MailException e) {
            LOG.atWarn()
                    .addKeyValue("kind", taken.kind().wire())
                    .log("an e-mail must wait: {}", e.getClass().getSimpleName());
            emails.change(taken, found -> found.delayed(clock.instant()));
        }
    }

    private void send(Email email) {
        MerchantData merchant = parties.merchant(new Caller.Service(email.merchantId(), "an e-mail is due"));
        String link = email.sealedLink() == null || email.sealedFor() == null
                ? merchant.portalUrl() + email.path()
                : sealer.open(email.sealedLink(), email.sealedFor());
        smtp.send(email, merchant, letters.write(email, merchant, link));
    }

    private void fail(Email email, String why) {
        emails.change(email, found -> found.failed(why));
        meters.counter("emails.failed", "kind", email.kind().wire(), "why", why).increment();
    }
}
