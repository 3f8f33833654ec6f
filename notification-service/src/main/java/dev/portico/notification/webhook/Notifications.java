package dev.portico.notification.webhook;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Events on their way to endpoints, and what became of them.
@Component
final class Notifications {

    private static final Duration KEPT = Duration.ofDays(90);

    private final Records<Notification> notifications;
    private final Records<Delivery> deliveries;
    private final Ids ids;
    private final Clock clock;

    Notifications(Stores stores, Ids ids, Clock clock) {
        this.notifications = stores.records("notifications", Notification.class)
                .index("settingId")
                .index("status")
                .index("about")
                .taskIndex("waiting", "dueAt")
                .taskIndex("occurredAt");
        this.deliveries = stores.records("notification_logs", Delivery.class)
                .index("notificationId")
                .taskIndex("attemptedAt");
        this.ids = ids;
        this.clock = clock;
    }

    /// @return false if it is there already
    boolean add(Caller caller, Notification notification) {
        return notifications.insertOnce(caller, notification);
    }

    /// @throws Refusal `not_found`
    Notification get(Caller caller, String id) {
        return notifications.find(caller, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /// Those of the last 90 days, whose events are all there.
    Page<Notification> page(Caller caller, Bson filter, PageRequest page) {
        Instant oldest = clock.instant().minus(KEPT);
        return notifications.page(caller, Filters.and(filter, Filters.gte("occurredAt", oldest)), page);
    }

    Page<Delivery> deliveries(Caller caller, String notificationId, PageRequest page) {
        get(caller, notificationId);
        return deliveries.page(caller, Filters.eq("notificationId", notificationId), page);
    }

    void replayed(Caller caller, String id) {
        notifications.claim(caller, id, Filters.empty(), Updates.set("replayedAt", clock.instant()));
    }

    /// The one that has been due for longest, taken so that nobody else tries it meanwhile.
    Optional<Notification> take(Traffic.Avoided avoided, Duration lease) {
        Instant now = clock.instant();
        return notifications.claimNext(
                due(avoided, now),
                Updates.combine(
                        Updates.set("dueAt", now.plus(lease)),
                        Updates.set("lastAttemptAt", now),
                        Updates.inc("timesAttempted", 1)),
                "dueAt");
    }

    /// Since when the oldest one is due.
    Optional<Instant> dueSince(Traffic.Avoided avoided, Instant now) {
        return notifications.earliest(due(avoided, now), "dueAt").map(Notification::dueAt);
    }

    private static Bson due(Traffic.Avoided avoided, Instant now) {
        Bson due = Filters.and(Filters.eq("waiting", true), Filters.lte("dueAt", now));
        if (!avoided.endpoints().isEmpty()) due = Filters.and(due, Filters.nin("settingId", avoided.endpoints()));
        if (!avoided.merchants().isEmpty()) due = Filters.and(due, Filters.nin("merchantId", avoided.merchants()));
        return due;
    }

    void log(Caller caller, Notification tried, Caught caught, Instant at) {
        deliveries.insertOnce(
                caller,
                new Delivery(
                        ids.next("ntflog"),
                        tried.merchantId(),
                        tried.id(),
                        caught.status(),
                        caught.contentType(),
                        caught.body(),
                        at));
    }

    void delivered(Caller caller, Notification tried, Instant at) {
        end(caller, tried, Notification.DELIVERED, at);
    }

    void failed(Caller caller, Notification tried) {
        end(caller, tried, Notification.FAILED, null);
    }

    void again(Caller caller, Notification tried, Instant at) {
        notifications.claim(
                caller,
                tried.id(),
                mine(tried),
                Updates.combine(
                        Updates.set("status", Notification.NEEDS_RETRY),
                        Updates.set("dueAt", at),
                        Updates.set("retryAt", at)));
    }

    /// Puts off, untried, whatever is due at an endpoint that does not answer.
    void postpone(Caller caller, String settingId, Instant until) {
        notifications.updateAll(
                caller,
                Filters.and(
                        Filters.eq("settingId", settingId), Filters.eq("waiting", true), Filters.lt("dueAt", until)),
                Updates.combine(Updates.set("dueAt", until), Updates.set("retryAt", until)));
    }

    boolean sweep() {
        Instant old = clock.instant().minus(KEPT);
        notifications.sweep(Filters.lt("occurredAt", old));
        deliveries.sweep(Filters.lt("attemptedAt", old));
        return false;
    }

    private void end(Caller caller, Notification tried, String status, @Nullable Instant deliveredAt) {
        notifications.claim(
                caller,
                tried.id(),
                mine(tried),
                Updates.combine(
                        Updates.set("status", status),
                        Updates.set("deliveredAt", deliveredAt),
                        Updates.unset("retryAt"),
                        Updates.unset("waiting")));
    }

    // Whoever has taken so long that another has tried meanwhile has no say any more.
    private static Bson mine(Notification tried) {
        return Filters.and(Filters.eq("waiting", true), Filters.eq("timesAttempted", tried.timesAttempted()));
    }
}
