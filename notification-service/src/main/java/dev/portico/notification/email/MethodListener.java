package dev.portico.notification.email;

import static dev.portico.events.BillingEvents.PAYMENT_METHOD_DELETED;
import static dev.portico.events.BillingEvents.PAYMENT_METHOD_EXPIRING;
import static dev.portico.events.BillingEvents.PAYMENT_METHOD_SAVED;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.ExpiringMethodData;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.notification.party.Parties;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells customers which ways to pay have come and gone, and which soon won't do any more.
@Component
final class MethodListener implements Listener {

    private static final String PAGE = "/payment-methods";

    private final Emails emails;
    private final Parties parties;

    MethodListener(Emails emails, Parties parties) {
        this.emails = emails;
        this.parties = parties;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(PAYMENT_METHOD_SAVED, event -> tell(event, Kind.METHOD_ADDED))
                .on(PAYMENT_METHOD_DELETED, event -> tell(event, Kind.METHOD_REMOVED))
                .on(PAYMENT_METHOD_EXPIRING, this::expiring);
    }

    private void tell(Received<PaymentMethodData> event, Kind kind) {
        PaymentMethodData method = event.data();
        Reader reader = Reader.of(parties, event, method.customerId());
        if (reader.isArchived()) return;
        var details = new MethodDetails(method.type(), method.card(), method.paypal(), method.sepaDebit());
        var facts = Map.of("method", Cards.name(details, reader.messages()), "time", reader.time(method.updatedAt()));
        emails.queue(event.caller(), reader.mail(kind, kind.cause(method.id()), facts, PAGE));
    }

    private void expiring(Received<ExpiringMethodData> event) {
        ExpiringMethodData method = event.data();
        Reader reader = Reader.of(parties, event, method.customerId());
        if (reader.isArchived()) return;
        var card = new MethodDetails("card", method.card(), null, null);
        var facts = Map.of("method", Cards.name(card, reader.messages()), "date", reader.date(method.lastDay()));
        String cause = Kind.CARD_EXPIRING.cause(method.paymentMethodId() + ":" + method.daysLeft());
        emails.queue(event.caller(), reader.mail(Kind.CARD_EXPIRING, cause, facts, PAGE));
    }
}
