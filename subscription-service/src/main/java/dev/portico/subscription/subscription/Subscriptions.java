package dev.portico.subscription.subscription;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The subscriptions of a merchant's customers.
@Component
final class Subscriptions {

    private static final int AT_ONCE = 100;

    private final Aggregates<Subscription> subscriptions;

    Subscriptions(Stores stores) {
        this.subscriptions = stores.aggregates("subscriptions", Subscription.class, Topic.SUBSCRIPTION)
                .dueIndex("due");
    }

    Subscription get(Caller caller, String id) {
        return subscriptions.get(caller, id);
    }

    Page<Subscription> page(Caller caller, Bson filter, PageRequest page) {
        return subscriptions.page(caller, filter, page);
    }

    Subscription change(Caller caller, String id, Function<Subscription, Change<Subscription>> change) {
        return subscriptions.change(caller, id, change);
    }

    /// @return false if it was opened before
    boolean open(Caller caller, Subscription subscription) {
        try {
            subscriptions.create(caller, subscription.opened());
            return true;
        } catch (Duplicate e) {
            return false;
        }
    }

    /// Those whose scheduled change is to be made now.
    List<Subscription> due(Instant now) {
        return subscriptions.due(
                Filters.and(Filters.eq("due", true), Filters.lte("scheduled.effectiveAt", now)), AT_ONCE);
    }
}
