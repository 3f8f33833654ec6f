package dev.portico.notification.email;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_RENEWAL_UPCOMING;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_TRIAL_ENDING;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.SubscriptionReminderData;
import dev.portico.notification.party.Parties;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Tells customers in time that a bill will come by itself, while they can still do something about it.
@Component
final class ReminderListener implements Listener {

    private final Emails emails;
    private final Parties parties;

    ReminderListener(Emails emails, Parties parties) {
        this.emails = emails;
        this.parties = parties;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SUBSCRIPTION_TRIAL_ENDING, event -> remind(event, Kind.TRIAL_ENDING))
                .on(SUBSCRIPTION_RENEWAL_UPCOMING, event -> remind(event, Kind.RENEWAL_UPCOMING));
    }

    private void remind(Received<SubscriptionReminderData> event, Kind kind) {
        SubscriptionReminderData reminder = event.data();
        Reader reader = Reader.of(parties, event, reminder.customerId());
        if (reader.isArchived()) return;
        var facts = Map.of(
                "product", reader.list(reminder.products()),
                "date", reader.date(reminder.billedAt()),
                "amount", reader.money(reminder.amount(), reminder.currencyCode()));
        String cause = kind.cause(reminder.subscriptionId() + ":" + reminder.billedAt());
        String path = "/subscriptions/" + reminder.subscriptionId();
        emails.queue(event.caller(), reader.mail(kind, cause, facts, path));
    }
}
