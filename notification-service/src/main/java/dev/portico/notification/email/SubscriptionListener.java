package dev.portico.notification.email;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_ACTIVATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CANCELED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_CREATED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_PAUSED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_RESUMED;
import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_UPDATED;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.SubscriptionData;
import dev.portico.notification.email.SeenSubscription.ItemChange;
import dev.portico.notification.party.Parties;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells customers what becomes of their subscriptions. To see what is new it remembers how each stood before; it does
/// so only after the e-mail is safe, so that a crash in between repeats the look and loses nothing.
@Component
final class SubscriptionListener implements Listener {

    // What is changed may have to be paid at once: if it is not, it is changed back.
    private static final Duration UNTIL_IT_HOLDS = Duration.ofMinutes(2);

    private final Emails emails;
    private final EmailChoices choices;
    private final Parties parties;
    private final Projections<SeenSubscription> seen;

    SubscriptionListener(Emails emails, EmailChoices choices, Parties parties, Stores stores) {
        this.emails = emails;
        this.choices = choices;
        this.parties = parties;
        this.seen = stores.projections("subscriptions", SeenSubscription.class);
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SUBSCRIPTION_CREATED, this::happened)
                .on(SUBSCRIPTION_ACTIVATED, this::happened)
                .on(SUBSCRIPTION_UPDATED, this::happened)
                .on(SUBSCRIPTION_PAUSED, this::happened)
                .on(SUBSCRIPTION_RESUMED, this::happened)
                .on(SUBSCRIPTION_CANCELED, this::happened);
    }

    private void happened(Received<SubscriptionData> event) {
        SeenSubscription before = seen.find(event.caller(), event.subject()).orElse(null);
        if (before != null && before.seenVersion() >= event.version()) return;
        Kind kind = news(event, before);
        if (kind != null) tell(event, kind, Duration.ZERO);
        ItemChange change = before == null ? null : changed(event, before);
        seen.keep(event, SeenSubscription.of(event, change));
    }

    private @Nullable Kind news(Received<SubscriptionData> event, @Nullable SeenSubscription before) {
        String type = event.type();
        if (type.equals(SUBSCRIPTION_CREATED.name())) return isToldByReceipt(event) ? null : Kind.STARTED;
        if (type.equals(SUBSCRIPTION_CANCELED.name())) return Kind.CANCELED;
        if (type.equals(SUBSCRIPTION_PAUSED.name())) return Kind.PAUSED;
        if (type.equals(SUBSCRIPTION_RESUMED.name())) return Kind.RESUMED;
        String scheduledBefore = String.valueOf(before == null ? null : before.scheduledAction());
        String scheduled = String.valueOf(SeenSubscription.scheduledAction(event.data()));
        if (scheduled.equals(scheduledBefore)) return null;
        return switch (scheduled) {
            case "cancel" -> Kind.CANCEL_SCHEDULED;
            case "pause" -> Kind.PAUSE_SCHEDULED;
            default -> scheduledBefore.equals("cancel") ? Kind.CANCEL_UNDONE : null;
        };
    }

    // What begins with a payment begins with a receipt.
    private boolean isToldByReceipt(Received<SubscriptionData> event) {
        SubscriptionData subscription = event.data();
        boolean paid = subscription.status().equals("active")
                && subscription.items().stream()
                        .anyMatch(item -> !item.price().unitPrice().amount().equals("0"));
        return paid && !choices.insistsOn(event.caller(), Kind.STARTED);
    }

    /// @return the last change of its items, while it may still be taken back
    private @Nullable ItemChange changed(Received<SubscriptionData> event, SeenSubscription before) {
        Map<String, Integer> items = SeenSubscription.items(event.data());
        if (before.items() == null || before.items().equals(items)) return before.lastChange();
        ItemChange last = before.lastChange();
        if (last != null && last.from().equals(items) && emails.withdraw(event.caller(), last.cause())) return null;
        tell(event, Kind.CHANGED, UNTIL_IT_HOLDS);
        return new ItemChange(cause(Kind.CHANGED, event), before.items());
    }

    private void tell(Received<SubscriptionData> event, Kind kind, Duration later) {
        SubscriptionData subscription = event.data();
        Reader reader = Reader.of(parties, event, subscription.customerId());
        Map<String, String> facts = facts(kind, subscription, reader);
        // Of what ends, or rests, can't be said when it renews.
        if (kind.names().contains("next") && !facts.containsKey("next")) return;
        String path = kind == Kind.CANCELED ? "/payments" : "/subscriptions/" + subscription.id();
        emails.queue(event.caller(), reader.mail(kind, cause(kind, event), facts, path), later);
    }

    private static Map<String, String> facts(Kind kind, SubscriptionData subscription, Reader reader) {
        var facts = new HashMap<String, String>();
        facts.put(
                "product",
                reader.list(subscription.items().stream()
                        .map(item -> item.product().name())
                        .toList()));
        facts.put(
                "items",
                reader.list(subscription.items().stream()
                        .map(SubscriptionListener::counted)
                        .toList()));
        facts.put("date", reader.date(dayOf(kind, subscription)));
        if (subscription.nextBilledAt() != null) facts.put("next", reader.date(subscription.nextBilledAt()));
        return facts;
    }

    private static String counted(SubscriptionData.Item item) {
        String name = item.product().name();
        return item.quantity() == 1 ? name : item.quantity() + " × " + name;
    }

    // It ends once: whenever its owner tells again of what has ended, that is no news.
    private static String cause(Kind kind, Received<SubscriptionData> event) {
        return kind.cause(kind == Kind.CANCELED ? event.subject() : event.subject() + ":v" + event.version());
    }

    private static Instant dayOf(Kind kind, SubscriptionData subscription) {
        var scheduled = subscription.scheduledChange();
        Instant day = switch (kind) {
            case CANCEL_SCHEDULED, PAUSE_SCHEDULED -> scheduled == null ? null : scheduled.effectiveAt();
            case STARTED -> subscription.startedAt();
            case CANCELED -> subscription.canceledAt();
            case PAUSED -> subscription.pausedAt();
            default -> subscription.nextBilledAt();
        };
        return day == null ? subscription.updatedAt() : day;
    }
}
