package dev.portico.notification.email;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.AuthEvents;
import dev.portico.events.SignInRequestData;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import java.util.HashMap;
import org.springframework.stereotype.Component;

/// Whoever asks for a sign-in link gets it by e-mail. The link stays sealed until the moment of sending.
@Component
final class SignInListener implements Listener {

    private final Emails emails;

    SignInListener(Emails emails) {
        this.emails = emails;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(AuthEvents.SIGN_IN_REQUESTED, this::signIn);
    }

    private void signIn(Received<SignInRequestData> event) {
        SignInRequestData request = event.data();
        Language language = Language.best(request.locale());
        var facts = new HashMap<String, String>();
        facts.put("time", Formats.in(language).dateTime(request.requestedAt()));
        if (request.device() != null) facts.put("device", request.device());
        emails.queue(
                event.caller(),
                new Emails.Wanted(
                        "sign_in:" + request.id(),
                        Kind.SIGN_IN,
                        request.customerId(),
                        request.email(),
                        null,
                        language.tag(),
                        facts,
                        null),
                new Emails.SecretLink(request.sealedLink(), request.id(), request.expiresAt()));
    }
}
