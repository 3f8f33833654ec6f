package dev.portico.notification.webhook;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.notification.event.Hearing;
import dev.portico.notification.event.LoggedEvent;
import java.time.Clock;
import java.time.Instant;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Makes one notification of an event for each endpoint that wants to hear of it.
@Component
final class Telling implements Hearing {

    private final NotificationSettings settings;
    private final Notifications notifications;
    private final ObjectProvider<Courier> courier;
    private final Clock clock;

    Telling(NotificationSettings settings, Notifications notifications, ObjectProvider<Courier> courier, Clock clock) {
        this.settings = settings;
        this.notifications = notifications;
        this.courier = courier;
        this.clock = clock;
    }

    @Override
    public void heard(Caller.Service merchant, LoggedEvent event) {
        Instant now = clock.instant();
        // Old news, as after a restore, is kept in the log, but nobody is called about it.
        if (event.occurredAt().isBefore(now.minus(RetrySchedule.WITHIN))) return;
        boolean any = false;
        for (NotificationSetting setting : settings.wanting(merchant, event.type())) {
            if (event.occurredAt().isBefore(setting.createdAt())) continue;
            String id = Ids.hashed("ntf", Ids.madeAt(event.id()).orElse(event.occurredAt()), event.id() + setting.id());
            any |= notifications.add(merchant, Notification.of(id, event, setting, Notification.EVENT, now));
        }
        if (any) courier.getObject().wake();
    }
}
