package dev.portico.notification.webhook;

import dev.portico.chassis.store.Owned;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a merchant wants to hear of what.
///
/// @param sealedSecret what deliveries are signed with; sealed for this id
/// @param formerSecret the one before, until `formerUntil`
/// @param failingSince when deliveries began to fail, if the last one did
record NotificationSetting(
        String id,
        String merchantId,
        String description,
        String destination,
        boolean active,
        boolean includeSensitiveFields,
        String trafficSource,
        List<String> subscribedEvents,
        String sealedSecret,
        @Nullable String formerSecret,
        @Nullable Instant formerUntil,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    static final String PLATFORM = "platform";
    static final String SIMULATION = "simulation";
    static final String ALL = "all";

    private static final Duration DISABLED_AFTER = Duration.ofDays(3);

    boolean wants(String eventType) {
        return active && !trafficSource.equals(SIMULATION) && subscribedEvents.contains(eventType);
    }

    NotificationSetting succeeded() {
        return failingSince == null ? this : with(active, null);
    }

    /// After three days without a single success nobody is called any more.
    NotificationSetting failed(Instant now) {
        if (failingSince == null) return with(active, now);
        boolean hopeless = !now.isBefore(failingSince.plus(DISABLED_AFTER));
        return hopeless ? with(false, failingSince) : this;
    }

    NotificationSetting rotated(String newSecret, Instant oldUntil, Instant now) {
        return new NotificationSetting(
                id,
                merchantId,
                description,
                destination,
                active,
                includeSensitiveFields,
                trafficSource,
                subscribedEvents,
                newSecret,
                sealedSecret,
                oldUntil,
                failingSince,
                createdAt,
                now);
    }

    private NotificationSetting with(boolean nowActive, @Nullable Instant failing) {
        return new NotificationSetting(
                id,
                merchantId,
                description,
                destination,
                nowActive,
                includeSensitiveFields,
                trafficSource,
                subscribedEvents,
                sealedSecret,
                formerSecret,
                formerUntil,
                failing,
                createdAt,
                updatedAt);
    }
}
