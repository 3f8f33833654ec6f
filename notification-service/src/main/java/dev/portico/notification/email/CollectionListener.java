package dev.portico.notification.email;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_COLLECTION_FAILED;

import dev.portico.chassis.caller.TaskLinks;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.CollectionFailureData;
import dev.portico.notification.party.Parties;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells customers that what their subscription costs could not be collected: once for each try, with the day of the
/// next one. Who is told that his subscription has ended or is paused is told so elsewhere.
@Component
final class CollectionListener implements Listener {

    private static final String KEPT = "keep";

    private final Emails emails;
    private final Parties parties;

    CollectionListener(Emails emails, Parties parties) {
        this.emails = emails;
        this.parties = parties;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SUBSCRIPTION_COLLECTION_FAILED, this::failed);
    }

    private void failed(Received<CollectionFailureData> event) {
        CollectionFailureData failure = event.data();
        boolean last = failure.nextTryAt() == null;
        if (last && !failure.afterLastTry().equals(KEPT)) return;
        Reader reader = Reader.of(parties, event, failure.customerId());
        if (reader.isArchived()) return;
        Kind kind = last ? Kind.PAYMENT_FAILED : Kind.PAYMENT_RETRY;
        String cause = kind.cause(failure.transactionId() + ":" + failure.failures());
        emails.queue(event.caller(), reader.mailToPay(kind, cause, facts(failure, reader), failure.transactionId()));
    }

    private static Map<String, String> facts(CollectionFailureData failure, Reader reader) {
        var facts = new HashMap<String, String>();
        facts.put("amount", reader.money(failure.amount(), failure.currencyCode()));
        facts.put("items", reader.list(failure.products()));
        facts.put("valid", reader.messages().text("email.days", Map.of("count", TaskLinks.LIFETIME.toDays())));
        if (failure.nextTryAt() != null) facts.put("next", reader.date(failure.nextTryAt()));
        return facts;
    }
}
