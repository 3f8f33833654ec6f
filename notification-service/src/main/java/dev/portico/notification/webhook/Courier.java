package dev.portico.notification.webhook;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.work.Worker;
import dev.portico.notification.event.EventLog;
import dev.portico.notification.event.LoggedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Brings notifications to merchants' back ends. Many at once, few to the same endpoint: whoever is slow or dead keeps
/// nobody else waiting. Taken before it is tried and marked after: whoever dies in between leaves it to the next.
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
    private final Semaphore hands;
    private final int atOncePerEndpoint;
    private final Map<String, Circuit> circuits = new ConcurrentHashMap<>();
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
        this.hands = new Semaphore(limits.atOnce());
        this.atOncePerEndpoint = limits.atOncePerEndpoint();
        meters.gaugeMapSize("webhooks.endpoints.troubled", List.of(), circuits);
    }

    void wake() {
        wake.run();
    }

    /// Sends the next one off.
    ///
    /// @return whether there may be more
    boolean sendNext() {
        hands.acquireUninterruptibly();
        Optional<Notification> taken = notifications.take(busy(), LEASE);
        if (taken.isEmpty()) {
            hands.release();
            return false;
        }
        Notification notification = taken.get();
        Circuit circuit = circuits.computeIfAbsent(notification.settingId(), _ -> new Circuit());
        circuit.begin();
        Thread.ofVirtual().name("webhook").start(() -> bring(notification, circuit));
        return true;
    }

    private List<String> busy() {
        return circuits.entrySet().stream()
                .filter(endpoint -> endpoint.getValue().isBusy(atOncePerEndpoint))
                .map(Map.Entry::getKey)
                .toList();
    }

    private void bring(Notification notification, Circuit circuit) {
        var merchant = new Caller.Service(notification.merchantId(), "a notification is due");
        try {
            attempt(merchant, notification, circuit);
        } catch (RuntimeException e) {
            // The lease runs out, and it is tried again.
            LOG.warn("a notification must wait: {}", e.getClass().getSimpleName());
        } finally {
            hands.release();
            circuit.end();
            if (circuit.isIdle()) circuits.remove(notification.settingId(), circuit);
            wake();
        }
    }

    private void attempt(Caller merchant, Notification notification, Circuit circuit) {
        Instant now = clock.instant();
        Optional<NotificationSetting> setting =
                settings.find(merchant, notification.settingId()).filter(NotificationSetting::active);
        Optional<LoggedEvent> event = events.find(merchant, notification.eventId());
        if (setting.isEmpty() || event.isEmpty()) notifications.failed(merchant, notification);
        else if (circuit.isOpenAt(now)) putOff(merchant, notification, circuit);
        else call(merchant, notification, setting.get(), event.get(), circuit);
    }

    private void putOff(Caller merchant, Notification notification, Circuit circuit) {
        notifications.again(merchant, notification, circuit.restsUntil());
        notifications.postpone(merchant, notification.settingId(), circuit.restsUntil());
    }

    private void call(
            Caller merchant,
            Notification notification,
            NotificationSetting setting,
            LoggedEvent event,
            Circuit circuit) {
        String body = body(notification, event);
        Instant now = clock.instant();
        var timer = Timer.start();
        Caught caught = line.call(
                setting.destination(),
                Signature.headers(settings.secrets(setting, now), notification.id(), body, now),
                body);
        timer.stop(meters.timer("webhooks.delivery", "outcome", caught.isAccepted() ? "delivered" : "refused"));
        notifications.log(merchant, notification, caught, now);
        if (caught.isAccepted()) delivered(merchant, notification, setting, circuit);
        else refused(merchant, notification, setting, circuit);
    }

    private void delivered(Caller merchant, Notification notification, NotificationSetting setting, Circuit circuit) {
        notifications.delivered(merchant, notification, clock.instant());
        circuit.succeeded();
        if (setting.failingSince() != null) settings.change(merchant, setting.id(), NotificationSetting::succeeded);
    }

    private void refused(Caller merchant, Notification notification, NotificationSetting setting, Circuit circuit) {
        Instant now = clock.instant();
        circuit.failed(now);
        RetrySchedule.waitAfter(notification.timesAttempted(), chance.nextDouble())
                .filter(_ -> now.isBefore(notification.createdAt().plus(RetrySchedule.WITHIN)))
                .ifPresentOrElse(
                        wait -> notifications.again(merchant, notification, now.plus(wait)),
                        () -> notifications.failed(merchant, notification));
        NotificationSetting judged = setting.failed(now);
        if (!judged.equals(setting)) settings.change(merchant, setting.id(), before -> before.failed(now));
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
