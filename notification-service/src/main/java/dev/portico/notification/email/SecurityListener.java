package dev.portico.notification.email;

import static dev.portico.events.AuthEvents.PASSKEY_ADDED;
import static dev.portico.events.AuthEvents.PASSKEY_REMOVED;
import static dev.portico.events.AuthEvents.SIGN_IN_NEW_DEVICE;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.NewDeviceData;
import dev.portico.events.PasskeyData;
import dev.portico.notification.party.Parties;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells customers by what their account can be entered, so that they notice if it was not they who saw to it.
@Component
final class SecurityListener implements Listener {

    private static final String PAGE = "/account";

    private final Emails emails;
    private final Parties parties;

    SecurityListener(Emails emails, Parties parties) {
        this.emails = emails;
        this.parties = parties;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SIGN_IN_NEW_DEVICE, this::newDevice)
                .on(PASSKEY_ADDED, event -> passkey(event, Kind.PASSKEY_ADDED))
                .on(PASSKEY_REMOVED, event -> passkey(event, Kind.PASSKEY_REMOVED));
    }

    private void newDevice(Received<NewDeviceData> event) {
        NewDeviceData seen = event.data();
        Reader reader = Reader.of(parties, event, seen.customerId());
        var facts = Map.of("device", seen.device(), "time", reader.time(seen.signedInAt()));
        emails.queue(event.caller(), reader.mail(Kind.NEW_DEVICE, Kind.NEW_DEVICE.cause(event.id()), facts, PAGE));
    }

    private void passkey(Received<PasskeyData> event, Kind kind) {
        PasskeyData passkey = event.data();
        Reader reader = Reader.of(parties, event, passkey.customerId());
        var facts = Map.of("time", reader.time(passkey.occurredAt()));
        emails.queue(event.caller(), reader.mail(kind, kind.cause(passkey.id()), facts, PAGE));
    }
}
