package dev.portico.notification.webhook;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Within;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.TimeRange;
import dev.portico.notification.event.EventLog;
import dev.portico.notification.event.EventView;
import dev.portico.notification.event.LoggedEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who was told of what, over HTTP.
@RestController
@RequestMapping("/notifications")
@Needs("notification")
final class NotificationApi {

    private final Notifications notifications;
    private final NotificationSettings settings;
    private final EventLog events;
    private final Courier courier;
    private final Ids ids;
    private final Clock clock;

    /// A notification as the API shows it.
    record View(
            String id,
            String type,
            String status,
            EventView payload,
            Instant occurredAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant replayedAt,
            String origin,
            @Nullable Instant lastAttemptAt,
            @Nullable Instant retryAt,
            int timesAttempted,
            String notificationSettingId) {}

    /// One try as the API shows it.
    record LogView(
            String id,
            int responseCode,
            @Nullable String responseContentType,
            String responseBody,
            Instant attemptedAt) {}

    record Replayed(String notificationId) {}

    NotificationApi(
            Notifications notifications,
            NotificationSettings settings,
            EventLog events,
            Courier courier,
            Ids ids,
            Clock clock) {
        this.notifications = notifications;
        this.settings = settings;
        this.events = events;
        this.courier = courier;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param search in a notification's id and its event's type
    /// @param filter the id of a customer, subscription, transaction or other entity that it must be about
    @GetMapping
    Page<View> list(
            Caller.Merchant caller,
            @RequestParam(name = "notification_setting_id", required = false) @Nullable List<String> settingIds,
            @RequestParam(required = false) @Nullable List<String> status,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable String filter,
            @Within("from") TimeRange from,
            @Within("to") TimeRange to,
            @Paged PageRequest page) {
        var occurred = new TimeRange(null, null, from.at(), null, to.at());
        var wanted = Criteria.all()
                .anyOf("settingId", settingIds)
                .anyOf("status", status)
                .search(search, "id", "eventType")
                .is("about", filter)
                .within("occurredAt", occurred);
        Page<Notification> found = notifications.page(caller, wanted.filter(), page);
        Map<String, LoggedEvent> told = events.found(
                caller,
                found.items().stream().map(Notification::eventId).distinct().toList());
        return found.map(notification -> view(notification, Objects.requireNonNull(told.get(notification.eventId()))));
    }

    @GetMapping("/{id}")
    View get(Caller.Merchant caller, @PathVariable String id) {
        Notification found = notifications.get(caller, id);
        return view(found, event(caller, found));
    }

    @GetMapping("/{id}/logs")
    Page<LogView> logs(Caller.Merchant caller, @PathVariable String id, @Paged PageRequest page) {
        return notifications
                .deliveries(caller, id, page)
                .map(log -> new LogView(
                        log.id(),
                        log.responseCode(),
                        log.responseContentType(),
                        log.responseBody(),
                        log.attemptedAt()));
    }

    /// Tells of the same event once more.
    @PostMapping("/{id}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Replayed replay(Caller.Merchant caller, @PathVariable String id) {
        Notification told = notifications.get(caller, id);
        if (!told.origin().equals(Notification.EVENT))
            throw Refusal.of(ErrorCode.NOTIFICATION_REPLAY_INVALID_ORIGIN_TYPE);
        if (!told.isOver()) throw Refusal.of(ErrorCode.NOTIFICATION_CANNOT_REPLAY);
        NotificationSetting setting = settings.find(caller, told.settingId())
                .filter(NotificationSetting::active)
                .orElseThrow(() -> Refusal.of(
                        ErrorCode.NOTIFICATION_CANNOT_REPLAY,
                        "Its notification setting was deleted or deactivated, so there is nowhere to send it."));
        var again =
                Notification.of(ids.next("ntf"), event(caller, told), setting, Notification.REPLAY, clock.instant());
        notifications.add(caller, again);
        notifications.replayed(caller, id);
        courier.wake();
        return new Replayed(again.id());
    }

    private LoggedEvent event(Caller caller, Notification notification) {
        return events.find(caller, notification.eventId()).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    private static View view(Notification notification, LoggedEvent event) {
        return new View(
                notification.id(),
                notification.eventType(),
                notification.status(),
                EventView.of(event),
                notification.occurredAt(),
                notification.deliveredAt(),
                notification.replayedAt(),
                notification.origin(),
                notification.lastAttemptAt(),
                notification.retryAt(),
                notification.timesAttempted(),
                notification.settingId());
    }
}
