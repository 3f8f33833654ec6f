package dev.portico.auth.portalsession;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import dev.portico.events.EventType;
import dev.portico.events.SubscriptionData;
import dev.portico.events.SubscriptionEvents;
import java.util.List;
import org.springframework.stereotype.Component;

/// Whose a subscription is.
@Component
final class Subscribers implements Listener {

    private static final List<EventType<SubscriptionData>> NEWS = List.of(
            SubscriptionEvents.SUBSCRIPTION_CREATED,
            SubscriptionEvents.SUBSCRIPTION_IMPORTED,
            SubscriptionEvents.SUBSCRIPTION_UPDATED,
            SubscriptionEvents.SUBSCRIPTION_CANCELED);

    private final Projections<Subscriber> subscribers;
    private final Patience patience;

    record Subscriber(String id, String merchantId, String customerId) implements Owned {}

    Subscribers(Stores stores, Patience patience) {
        this.subscribers = stores.projections("subscribers", Subscriber.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers on) {
        NEWS.forEach(type -> on.on(type, this::remember));
    }

    /// Whether the customer has this subscription. Waits a moment for one that was made just now.
    boolean has(Caller caller, String customerId, String subscriptionId) {
        return patience.find(subscriptionId, () -> subscribers.find(caller, subscriptionId))
                .filter(known -> known.customerId().equals(customerId))
                .isPresent();
    }

    private void remember(Received<SubscriptionData> event) {
        subscribers.keep(
                event,
                new Subscriber(event.subject(), event.merchantId(), event.data().customerId()));
    }
}
