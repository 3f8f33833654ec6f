package dev.portico.subscription.subscription;

import static dev.portico.events.SubscriptionEvents.SUBSCRIPTION_IMPORTED;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.SubscriptionData;
import dev.portico.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The subscriptions of a merchant's customers.
@Component
public final class Subscriptions {

    private static final int AT_ONCE = 100;
    private static final int LOOKS = 60;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final Aggregates<Subscription> subscriptions;

    Subscriptions(Stores stores) {
        this.subscriptions = stores.aggregates("subscriptions", Subscription.class, Topic.SUBSCRIPTION)
                .index("status")
                .index("items.price._id")
                .index("scheduledAction")
                .index("testClockId")
                .dueIndex("due.clock", "due.at");
    }

    Subscription get(Caller caller, String id) {
        return subscriptions.get(caller, id);
    }

    /// The same, once it is known whether its last change is paid for: that takes a moment. Whoever waits too long gets
    /// it as
    /// it is.
    Subscription settled(Caller caller, String id) {
        Subscription found = get(caller, id);
        for (int look = 0; look < LOOKS && found.isChanging(); look++) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            found = get(caller, id);
        }
        return found;
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

    /// Keeps a subscription that was made elsewhere, under the id it is known by here. The same again changes nothing,
    /// and nothing that has happened here since is undone.
    ///
    /// @return whether anything is new
    public boolean imported(Caller caller, SubscriptionData from) {
        Subscription wanted = ImportedSubscription.of(caller.merchantId(), from);
        try {
            subscriptions.create(caller, Change.to(wanted).telling(SUBSCRIPTION_IMPORTED, wanted.data()));
            return true;
        } catch (Duplicate e) {
            Subscription before = subscriptions.get(caller, from.id());
            if (before.equals(wanted) || !before.updatedAt().isBefore(wanted.updatedAt())) return false;
            subscriptions.change(
                    caller, from.id(), _ -> Change.to(wanted).telling(SUBSCRIPTION_IMPORTED, wanted.data()));
            return true;
        }
    }

    /// Since when a subscription has been known here.
    public Optional<Instant> since(Caller caller, String id) {
        return subscriptions.find(caller, id).map(Subscription::createdAt);
    }

    /// Those to which something is to happen now.
    List<Subscription> due(Instant now) {
        return subscriptions.due(dueBy(Due.WALL, now), AT_ONCE);
    }

    /// The one to which something is to happen first, by a test clock, until some time.
    Optional<Subscription> firstDue(String testClockId, Instant until) {
        return subscriptions.firstDue(dueBy(testClockId, until), "due.at");
    }

    /// Whether one of those on a test clock has asked for money and does not know yet whether it comes.
    boolean isAnswerAwaited(Caller caller, String testClockId) {
        return subscriptions
                .first(caller, Filters.and(Filters.eq("testClockId", testClockId), Filters.eq("owed.asking", true)))
                .isPresent();
    }

    /// Those of a customer that are not paid as they should be.
    List<Subscription> pastDue(Caller caller, String customerId) {
        var late = Filters.and(
                Filters.eq("customerId", customerId), Filters.eq("status", SubscriptionStatus.PAST_DUE.name()));
        return subscriptions
                .page(caller, late, new PageRequest(AT_ONCE, null, false))
                .items();
    }

    private static Bson dueBy(String clock, Instant until) {
        return Filters.and(Filters.eq("due.clock", clock), Filters.lte("due.at", until));
    }
}
