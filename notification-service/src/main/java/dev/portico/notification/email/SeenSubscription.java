package dev.portico.notification.email;

import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.events.SubscriptionData;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a subscription stood when it was last heard of.
///
/// @param items how many of each price; absent if it was last heard of before that was kept
/// @param lastChange the last change of its items; absent if there was none, or it was taken back
record SeenSubscription(
        String id,
        String merchantId,
        String customerId,
        long seenVersion,
        @Nullable String scheduledAction,
        @Nullable Map<String, Integer> items,
        @Nullable ItemChange lastChange)
        implements Owned {

    /// @param cause the e-mail's that tells of it
    /// @param from the items before it
    record ItemChange(String cause, Map<String, Integer> from) {}

    static SeenSubscription of(Received<SubscriptionData> event, @Nullable ItemChange lastChange) {
        SubscriptionData now = event.data();
        return new SeenSubscription(
                now.id(),
                event.merchantId(),
                now.customerId(),
                event.version(),
                scheduledAction(now),
                items(now),
                lastChange);
    }

    static @Nullable String scheduledAction(SubscriptionData subscription) {
        var scheduled = subscription.scheduledChange();
        return scheduled == null ? null : scheduled.action();
    }

    static Map<String, Integer> items(SubscriptionData subscription) {
        var items = new HashMap<String, Integer>();
        subscription.items().forEach(item -> items.merge(item.price().id(), item.quantity(), Integer::sum));
        return items;
    }
}
