package dev.portico.billing.subscription;

import com.mongodb.client.model.Filters;
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
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The customers' subscriptions, as their owner last told of them.
@Component
public final class KnownSubscriptions implements Listener {

    private static final List<EventType<SubscriptionData>> TOLD = List.of(
            SubscriptionEvents.SUBSCRIPTION_CREATED,
            SubscriptionEvents.SUBSCRIPTION_IMPORTED,
            SubscriptionEvents.SUBSCRIPTION_ACTIVATED,
            SubscriptionEvents.SUBSCRIPTION_UPDATED,
            SubscriptionEvents.SUBSCRIPTION_PAST_DUE,
            SubscriptionEvents.SUBSCRIPTION_PAUSED,
            SubscriptionEvents.SUBSCRIPTION_RESUMED,
            SubscriptionEvents.SUBSCRIPTION_TRIALING,
            SubscriptionEvents.SUBSCRIPTION_CANCELED);

    private final Projections<KnownSubscription> subscriptions;
    private final Patience patience;

    record KnownSubscription(String id, String merchantId, String customerId, SubscriptionData subscription)
            implements Owned {}

    KnownSubscriptions(Stores stores, Patience patience) {
        this.subscriptions = stores.projections("subscriptions", KnownSubscription.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers handlers) {
        for (EventType<SubscriptionData> type : TOLD) handlers.on(type, this::remember);
    }

    /// What a subscription id stands for. Waits a moment for one that was made just now.
    public Optional<SubscriptionData> find(Caller caller, String id) {
        return patience.find(id, () -> subscriptions.find(caller, id)).map(KnownSubscription::subscription);
    }

    /// Whether anything that a customer has is paid by itself.
    public boolean isAnyCollected(Caller caller, String customerId) {
        return subscriptions
                .first(
                        caller,
                        Filters.and(
                                Filters.eq("customerId", customerId),
                                Filters.in("subscription.status", "active", "trialing", "past_due"),
                                Filters.eq("subscription.collectionMode", "automatic")))
                .isPresent();
    }

    private void remember(Received<SubscriptionData> event) {
        subscriptions.keep(
                event,
                new KnownSubscription(
                        event.subject(), event.merchantId(), event.data().customerId(), event.data()));
    }
}
