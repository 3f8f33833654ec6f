package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.work.Worker;
import dev.portico.subscription.settings.Reminders;
import dev.portico.subscription.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes scheduled changes when their time has come. Several instances may try: the first to write wins, the others
/// find nothing left to do.
@Configuration(proxyBeanMethods = false)
class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    @Bean
    Worker scheduledChanges(Subscriptions subscriptions, Settings settings, Ids ids, Clock clock) {
        return new Worker(
                "scheduled-changes", Duration.ofSeconds(1), () -> makeDue(subscriptions, settings, ids, clock));
    }

    /// @return whether anything was done, so that there may be more
    static boolean makeDue(Subscriptions subscriptions, Settings settings, Ids ids, Clock clock) {
        List<Subscription> due = subscriptions.due(clock.instant());
        boolean any = false;
        for (Subscription subscription : due) any |= make(subscriptions, settings, subscription, ids, clock);
        return any;
    }

    // One that fails keeps no other waiting.
    private static boolean make(
            Subscriptions subscriptions, Settings settings, Subscription subscription, Ids ids, Clock clock) {
        var service = new Caller.Service(subscription.merchantId(), "a scheduled change is due");
        String chargeId = ids.next("chr");
        try {
            Reminders reminders = settings.of(service).reminders();
            subscriptions.change(
                    service, subscription.id(), found -> found.whenDue(chargeId, reminders, clock.instant()));
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("subscription", subscription.id())
                    .log("a scheduled change must wait: {}", e.getClass().getSimpleName());
            return false;
        }
    }
}
