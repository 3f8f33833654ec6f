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
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.CustomerData;
import dev.portico.events.SubscriptionData;
import dev.portico.i18n.Formats;
import dev.portico.i18n.Language;
import dev.portico.notification.party.Parties;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells customers what becomes of their subscriptions. To see what is new it remembers how each stood before; it does
/// so only
/// after the e-mail is safe, so that a crash in between repeats the look and loses nothing.
@Component
final class SubscriptionListener implements Listener {

    private final Emails emails;
    private final Parties parties;
    private final Projections<Seen> seen;

    /// How a subscription stood.
    record Seen(
            String id,
            String merchantId,
            String customerId,
            long seenVersion,
            @Nullable String scheduledAction) implements Owned {}

    SubscriptionListener(Emails emails, Parties parties, Stores stores) {
        this.emails = emails;
        this.parties = parties;
        this.seen = stores.projections("subscriptions", Seen.class);
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SUBSCRIPTION_CREATED, this::changed)
                .on(SUBSCRIPTION_ACTIVATED, this::changed)
                .on(SUBSCRIPTION_UPDATED, this::changed)
                .on(SUBSCRIPTION_PAUSED, this::changed)
                .on(SUBSCRIPTION_RESUMED, this::changed)
                .on(SUBSCRIPTION_CANCELED, this::changed);
    }

    private void changed(Received<SubscriptionData> event) {
        Optional<Seen> before = seen.find(event.caller(), event.subject());
        if (before.filter(known -> known.seenVersion() >= event.version()).isPresent()) return;
        SubscriptionData now = event.data();
        Kind kind = news(before.map(Seen::scheduledAction).orElse(null), event);
        if (kind != null) tell(event, kind);
        String scheduled =
                now.scheduledChange() == null ? null : now.scheduledChange().action();
        seen.keep(event, new Seen(now.id(), event.merchantId(), now.customerId(), event.version(), scheduled));
    }

    private static @Nullable Kind news(@Nullable String scheduledBefore, Received<SubscriptionData> event) {
        if (event.type().equals(SUBSCRIPTION_CANCELED.name())) return Kind.CANCELED;
        if (event.type().equals(SUBSCRIPTION_PAUSED.name())) return Kind.PAUSED;
        if (event.type().equals(SUBSCRIPTION_RESUMED.name())) return Kind.RESUMED;
        var change = event.data().scheduledChange();
        boolean before = "cancel".equals(scheduledBefore);
        boolean now = change != null && change.action().equals("cancel");
        if (before == now) return null;
        return now ? Kind.CANCEL_SCHEDULED : Kind.CANCEL_UNDONE;
    }

    private void tell(Received<SubscriptionData> event, Kind kind) {
        SubscriptionData subscription = event.data();
        CustomerData customer = parties.customer(event.caller(), subscription.customerId());
        Language language = Language.best(
                customer.locale(), parties.merchant(event.caller()).locale());
        Formats formats = Formats.in(language);
        String products = formats.list(subscription.items().stream()
                .map(item -> item.product().name())
                .distinct()
                .toList());
        emails.queue(
                event.caller(),
                new Emails.Wanted(
                        cause(kind, event),
                        kind,
                        customer.id(),
                        customer.email(),
                        customer.name(),
                        language.tag(),
                        Map.of("product", products, "date", formats.date(dayOf(kind, subscription))),
                        kind == Kind.CANCELED ? "/payments" : "/subscriptions/" + subscription.id()));
    }

    // It ends once: whenever its owner tells again of what has ended, that is no news.
    private static String cause(Kind kind, Received<SubscriptionData> event) {
        String about = kind.wire() + ":" + event.subject();
        return kind == Kind.CANCELED ? about : about + ":v" + event.version();
    }

    private static Instant dayOf(Kind kind, SubscriptionData subscription) {
        Instant day = switch (kind) {
            case CANCEL_SCHEDULED ->
                subscription.scheduledChange() == null
                        ? null
                        : subscription.scheduledChange().effectiveAt();
            case CANCELED -> subscription.canceledAt();
            case PAUSED -> subscription.pausedAt();
            default -> subscription.nextBilledAt();
        };
        return day == null ? subscription.updatedAt() : day;
    }
}
