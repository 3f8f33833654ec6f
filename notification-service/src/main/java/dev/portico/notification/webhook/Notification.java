package dev.portico.notification.webhook;

import dev.portico.chassis.store.Owned;
import dev.portico.notification.event.LoggedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One event on its way to one endpoint.
///
/// @param about the ids of what the event is about
/// @param waiting true while it is to be delivered, else absent: what the courier looks for
/// @param dueAt when it may be tried next: far enough ahead, while somebody tries, that nobody else does
/// @param origin `event` or `replay`
record Notification(
        String id,
        String merchantId,
        String settingId,
        String eventId,
        String eventType,
        Instant occurredAt,
        List<String> about,
        String status,
        @Nullable Boolean waiting,
        Instant dueAt,
        int timesAttempted,
        String origin,
        @Nullable Instant lastAttemptAt,
        @Nullable Instant retryAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant replayedAt,
        Instant createdAt)
        implements Owned {

    static final String NOT_ATTEMPTED = "not_attempted";
    static final String NEEDS_RETRY = "needs_retry";
    static final String DELIVERED = "delivered";
    static final String FAILED = "failed";
    static final String EVENT = "event";
    static final String REPLAY = "replay";

    boolean isOver() {
        return status.equals(DELIVERED) || status.equals(FAILED);
    }

    static Notification of(String id, LoggedEvent event, NotificationSetting setting, String origin, Instant now) {
        return new Notification(
                id,
                setting.merchantId(),
                setting.id(),
                event.id(),
                event.type(),
                event.occurredAt(),
                event.about(),
                NOT_ATTEMPTED,
                true,
                now,
                0,
                origin,
                null,
                null,
                null,
                null,
                now);
    }
}
