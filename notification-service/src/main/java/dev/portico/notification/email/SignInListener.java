package dev.portico.notification.email;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.AuthEvents;
import dev.portico.events.SignInRequestData;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.notification.party.Parties;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Whoever asks for a sign-in link gets it by e-mail. The link stays sealed until the moment of sending.
@Component
final class SignInListener implements Listener {

    private final Emails emails;
    private final Parties parties;

    SignInListener(Emails emails, Parties parties) {
        this.emails = emails;
        this.parties = parties;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(AuthEvents.SIGN_IN_REQUESTED, this::signIn);
    }

    private void signIn(Received<SignInRequestData> event) {
        SignInRequestData request = event.data();
        Language language =
                Language.best(request.locale(), parties.merchant(event.caller()).locale());
        var facts = new HashMap<String, String>();
        facts.put("valid", validity(request, language));
        facts.put("time", Formats.in(language).dateTime(request.requestedAt()));
        if (request.device() != null) facts.put("device", request.device());
        emails.queue(
                event.caller(),
                new Emails.Wanted(
                        Kind.SIGN_IN.cause(request.id()),
                        Kind.SIGN_IN,
                        request.customerId(),
                        request.email(),
                        null,
                        language.tag(),
                        facts,
                        null),
                new Emails.SecretLink(request.sealedLink(), request.sealedCode(), request.id(), request.expiresAt()));
    }

    private static String validity(SignInRequestData request, Language language) {
        long minutes =
                Duration.between(request.requestedAt(), request.expiresAt()).toMinutes();
        return Messages.in(language).text("email.minutes", Map.of("count", minutes));
    }
}
