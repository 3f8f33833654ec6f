package dev.portico.notification.email;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.work.Worker;
import dev.portico.events.MerchantData;
import dev.portico.i18n.Language;
import dev.portico.notification.email.Attachments.Attachment;
import dev.portico.notification.email.Letters.Content;
import dev.portico.notification.party.Parties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Sends what is due. An e-mail is taken before it is sent and marked after: whoever dies in between leaves it to be
/// sent again,
/// under the same Message-ID.
@Configuration(proxyBeanMethods = false)
class Postman {

    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final Emails emails;
    private final EmailChoices choices;
    private final Parties parties;
    private final Letters letters;
    private final Attachments attachments;
    private final Smtp smtp;
    private final Sealer sealer;
    private final TaskLinks tasks;
    private final MeterRegistry meters;
    private final Clock clock;

    Postman(
            Emails emails,
            EmailChoices choices,
            Parties parties,
            Letters letters,
            Attachments attachments,
            Smtp smtp,
            Sealer sealer,
            TaskLinks tasks,
            MeterRegistry meters,
            Clock clock) {
        this.emails = emails;
        this.choices = choices;
        this.parties = parties;
        this.letters = letters;
        this.attachments = attachments;
        this.smtp = smtp;
        this.sealer = sealer;
        this.tasks = tasks;
        this.meters = meters;
        this.clock = clock;
    }

    // Somebody waits for a sign-in link, and it expires: it must not queue behind a month's receipts.
    @Bean
    Worker urgentRound() {
        return round("sign-in e-mails", EnumSet.of(Kind.SIGN_IN));
    }

    @Bean
    Worker emailRound() {
        return round("e-mails", EnumSet.complementOf(EnumSet.of(Kind.SIGN_IN)));
    }

    private Worker round(String name, Set<Kind> kinds) {
        var round = new Worker(name, LOOK_EVERY, () -> deliverDue(kinds));
        emails.onQueued(kinds, round::wake);
        return round;
    }

    boolean deliverDue(Set<Kind> kinds) {
        List<Email> due = emails.due(kinds);
        try (Smtp.Line line = smtp.line()) {
            for (Email email : due) {
                try (var _ = new Trace(email.trace()).open()) {
                    deliver(email, line);
                }
            }
        }
        return !due.isEmpty();
    }

    private void deliver(Email email, Smtp.Line line) {
        String lease = UUID.randomUUID().toString();
        Email taken = emails.change(email, found -> found.taken(lease, clock.instant()));
        if (!lease.equals(taken.lease())) return;
        if (taken.isExpired(clock.instant())) {
            fail(taken, "expired");
            return;
        }
        if (!attempt(taken, line)) return;
        emails.change(taken, found -> found.sent(clock.instant()));
        meters.counter("emails.sent", "kind", taken.kind().wire()).increment();
    }

    private boolean attempt(Email email, Smtp.Line line) {
        try {
            send(email, line);
            return true;
        } catch (Smtp.Refused e) {
            fail(email, "bounced");
        } catch (RuntimeException e) {
            // Whatever it was, the others must not wait for it, nor it for ever.
            LOG.atWarn()
                    .addKeyValue("kind", email.kind().wire())
                    .log("an e-mail must wait: {}", e.getClass().getSimpleName());
            delay(email);
        }
        return false;
    }

    private void delay(Email email) {
        Email delayed = emails.change(email, found -> found.delayed(clock.instant()));
        if (delayed.queued() == null) count(delayed, "failed");
    }

    private void send(Email email, Smtp.Line line) {
        var house = new Caller.Service(email.merchantId(), "an e-mail is due");
        MerchantData merchant = parties.merchant(house);
        OwnWords own = choices.words(house, email.kind(), Language.best(email.language()));
        Letter letter = letters.write(Content.of(email, own), merchant, link(email, merchant), code(email));
        Attachment attachment = email.attached() == null
                ? null
                : attachments.find(house, email.attached()).orElse(null);
        line.send(email, merchant, letter, attachment);
    }

    // Secrets are looked at, or made, here and nowhere else: none lies in a store or a topic.
    private String link(Email email, MerchantData merchant) {
        if (email.task() != null)
            return tasks.link(
                    merchant.portalUrl(),
                    new Caller.Payer(email.merchantId(), String.valueOf(email.customerId()), email.task()));
        return email.sealedLink() == null || email.sealedFor() == null
                ? merchant.portalUrl() + email.path()
                : sealer.open(email.sealedLink(), email.sealedFor());
    }

    private @Nullable String code(Email email) {
        return email.sealedCode() == null || email.sealedFor() == null
                ? null
                : sealer.open(email.sealedCode(), email.sealedFor() + "/code");
    }

    private void fail(Email email, String why) {
        emails.change(email, found -> found.failed(why));
        count(email, why);
    }

    private void count(Email email, String why) {
        meters.counter("emails.failed", "kind", email.kind().wire(), "why", why).increment();
    }
}
