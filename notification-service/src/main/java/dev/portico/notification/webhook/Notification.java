package dev.portico.notification.webhook;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event on its way to one endpoint.
///
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

    static Notification fresh(
            String id,
            NotificationSetting setting,
            String eventId,
            String type,
            Instant at,
            String origin,
            Instant now) {
        return new Notification(
                id,
                setting.merchantId(),
                setting.id(),
                eventId,
                type,
                at,
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
