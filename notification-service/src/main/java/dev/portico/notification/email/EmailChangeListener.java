package dev.portico.notification.email;

import static dev.portico.events.AuthEvents.EMAIL_CHANGE_COMPLETED;
import static dev.portico.events.AuthEvents.EMAIL_CHANGE_REFUSED;
import static dev.portico.events.AuthEvents.EMAIL_CHANGE_REQUESTED;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.EmailChangeData;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.notification.party.Parties;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whoever changes his e-mail address is asked at both, and told at both. The links stay sealed until they are sent.
@Component
final class EmailChangeListener implements Listener {

    private static final String ACCOUNT = "/account";

    private final Emails emails;
    private final Parties parties;
    private final Sealer sealer;

    EmailChangeListener(Emails emails, Parties parties, Sealer sealer) {
        this.emails = emails;
        this.parties = parties;
        this.sealer = sealer;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(EMAIL_CHANGE_REQUESTED, this::ask)
                .on(EMAIL_CHANGE_COMPLETED, this::changed)
                .on(EMAIL_CHANGE_REFUSED, this::refused);
    }

    private void ask(Received<EmailChangeData> event) {
        EmailChangeData change = event.data();
        emails.queue(
                event.caller(),
                letter(event, Kind.EMAIL_CHANGE_CURRENT, current(change), null),
                link(change, change.sealedCurrentLink()));
        emails.queue(
                event.caller(),
                letter(event, Kind.EMAIL_CHANGE_NEW, wanted(change), null),
                link(change, change.sealedNewLink()));
    }

    private void changed(Received<EmailChangeData> event) {
        for (String address : new String[] {current(event.data()), wanted(event.data())})
            emails.queue(event.caller(), letter(event, Kind.EMAIL_CHANGED, address, ACCOUNT));
    }

    // To where he is written to now: it may be refused because that has changed meanwhile.
    private void refused(Received<EmailChangeData> event) {
        String now = parties.customer(event.caller(), event.data().customerId()).email();
        emails.queue(event.caller(), letter(event, Kind.EMAIL_CHANGE_REFUSED, now, ACCOUNT));
    }

    private Emails.Wanted letter(Received<EmailChangeData> event, Kind kind, String to, @Nullable String path) {
        EmailChangeData change = event.data();
        Language language =
                Language.best(change.locale(), parties.merchant(event.caller()).locale());
        String side = to.equals(wanted(change)) ? "new" : "current";
        return new Emails.Wanted(
                kind.cause(change.id() + ":" + side),
                kind,
                change.customerId(),
                to,
                null,
                language.tag(),
                facts(change, language),
                path);
    }

    private Map<String, String> facts(EmailChangeData change, Language language) {
        long minutes =
                Duration.between(change.requestedAt(), change.expiresAt()).toMinutes();
        return Map.of(
                "email",
                wanted(change),
                "time",
                Formats.in(language).dateTime(change.requestedAt()),
                "valid",
                Messages.in(language).text("email.minutes", Map.of("count", minutes)));
    }

    private static Emails.SecretLink link(EmailChangeData change, @Nullable String sealed) {
        if (sealed == null) throw new IllegalArgumentException("a wish without its links");
        return new Emails.SecretLink(sealed, null, change.id(), change.expiresAt());
    }

    private String current(EmailChangeData change) {
        return sealer.open(change.sealedCurrentEmail(), change.id());
    }

    private String wanted(EmailChangeData change) {
        return sealer.open(change.sealedNewEmail(), change.id());
    }
}
