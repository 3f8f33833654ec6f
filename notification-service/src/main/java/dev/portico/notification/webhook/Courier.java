package dev.portico.notification.webhook;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.work.Worker;
import dev.portico.notification.event.EventLog;
import dev.portico.notification.event.LoggedEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Brings notifications to merchants' back ends. Many at once, few to the same endpoint: whoever is slow or dead keeps
/// nobody else waiting (see [Traffic]). Taken before it is tried and marked after: whoever dies in between leaves it to
/// the next.
@Component
class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    // Longer than a try may last.
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Notifications notifications;
    private final NotificationSettings settings;
    private final EventLog events;
    private final Line line;
    private final JsonMapper json;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Traffic traffic;
    private final SecureRandom chance = new SecureRandom();
    private volatile Runnable wake = () -> {};

    Courier(
            Notifications notifications,
            NotificationSettings settings,
            EventLog events,
            Line line,
            JsonMapper json,
            MeterRegistry meters,
            Clock clock,
            WebhookSettings limits) {
        this.notifications = notifications;
        this.settings = settings;
        this.events = events;
        this.line = line;
        this.json = json;
        this.meters = meters;
        this.clock = clock;
        this.traffic = new Traffic(limits);
        Gauge.builder("webhooks.endpoints.resting", () -> traffic.restingAt(clock.instant()))
                .description("endpoints that this instance leaves alone for a while")
                .register(meters);
        TimeGauge.builder("webhooks.oldest.due", this::oldestDue, TimeUnit.SECONDS)
                .description("how long the oldest notification that could be delivered now has waited")
                .register(meters);
    }

    void wake() {
        wake.run();
    }

    /// Sends the next one off.
    ///
    /// @return whether there may be more
    boolean sendNext() {
        if (traffic.isFull()) return false;
        Optional<Notification> taken = notifications.take(traffic.avoidedAt(clock.instant()), LEASE);
        taken.ifPresent(notification -> {
            traffic.begin(notification);
            Thread.ofVirtual().name("webhook").start(() -> bring(notification));
        });
        return taken.isPresent();
    }

    private void bring(Notification notification) {
        var merchant = new Caller.Service(notification.merchantId(), "a notification is due");
        try {
            attempt(merchant, notification);
        } catch (RuntimeException e) {
            // The lease runs out, and it is tried again.
            LOG.warn("a notification must wait: {}", e.getClass().getSimpleName());
        } finally {
            traffic.end(notification);
            wake();
        }
    }

    private void attempt(Caller merchant, Notification notification) {
        Optional<NotificationSetting> setting =
                settings.find(merchant, notification.settingId()).filter(NotificationSetting::active);
        Optional<LoggedEvent> event = events.find(merchant, notification.eventId());
        // More tries than there are: each of them went wrong on our side.
        boolean hopeless = notification.timesAttempted() > RetrySchedule.TRIES;
        if (setting.isEmpty() || event.isEmpty() || hopeless) notifications.failed(merchant, notification);
        else call(merchant, notification, setting.get(), event.get());
    }

    private void call(Caller merchant, Notification notification, NotificationSetting setting, LoggedEvent event) {
        String body = body(notification, event);
        Instant now = clock.instant();
        var timer = Timer.start();
        Caught caught = line.call(
                setting.destination(),
                Signature.headers(settings.secrets(setting, now), notification.id(), body, now),
                body);
        timer.stop(meters.timer("webhooks.delivery", "outcome", caught.outcome()));
        notifications.log(merchant, notification, caught, now);
        if (caught.isAccepted()) delivered(merchant, notification, setting);
        else refused(merchant, notification, setting);
    }

    private void delivered(Caller merchant, Notification notification, NotificationSetting setting) {
        notifications.delivered(merchant, notification, clock.instant());
        traffic.succeeded(notification);
        if (setting.failingSince() != null) settings.change(merchant, setting.id(), NotificationSetting::succeeded);
    }

    private void refused(Caller merchant, Notification notification, NotificationSetting setting) {
        Instant now = clock.instant();
        RetrySchedule.waitAfter(notification.timesAttempted(), chance.nextDouble())
                .filter(_ -> now.isBefore(notification.createdAt().plus(RetrySchedule.WITHIN)))
                .ifPresentOrElse(
                        wait -> notifications.again(merchant, notification, now.plus(wait)),
                        () -> notifications.failed(merchant, notification));
        traffic.failed(notification, now)
                .ifPresent(until -> notifications.postpone(merchant, notification.settingId(), until));
        NotificationSetting judged = setting.failed(now);
        if (judged.equals(setting)) return;
        settings.change(merchant, setting.id(), before -> before.failed(now));
        if (!judged.active()) LOG.warn("{} has failed for three days and is switched off", setting.id());
    }

    private double oldestDue() {
        Instant now = clock.instant();
        return notifications
                .dueSince(traffic.avoidedAt(now), now)
                .map(due -> Duration.between(due, now).toMillis() / 1_000.0)
                .orElse(0.0);
    }

    private String body(Notification notification, LoggedEvent event) {
        return "{\"event_id\":" + json.writeValueAsString(event.id())
                + ",\"event_type\":" + json.writeValueAsString(event.type())
                + ",\"occurred_at\":" + json.writeValueAsString(event.occurredAt())
                + ",\"notification_id\":" + json.writeValueAsString(notification.id())
                + ",\"data\":" + event.data() + "}";
    }

    @Configuration(proxyBeanMethods = false)
    static class Rounds {

        @Bean
        Worker webhooks(Courier courier) {
            var round = new Worker("webhooks", Duration.ofSeconds(1), courier::sendNext);
            courier.wake = round::wake;
            return round;
        }

        @Bean
        Worker oldNotifications(Notifications notifications) {
            return new Worker("old-notifications", Duration.ofHours(1), notifications::sweep);
        }
    }
}
