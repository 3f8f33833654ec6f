package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes scheduled changes when their time has come. Several instances may try: the first to write wins, the others
/// find
/// nothing left to do.
@Configuration(proxyBeanMethods = false)
class Schedule {

    @Bean
    Worker scheduledChanges(Subscriptions subscriptions, Clock clock) {
        return new Worker("scheduled-changes", Duration.ofSeconds(1), () -> makeDue(subscriptions, clock));
    }

    static boolean makeDue(Subscriptions subscriptions, Clock clock) {
        List<Subscription> due = subscriptions.due(clock.instant());
        for (Subscription subscription : due) {
            var service = new Caller.Service(subscription.merchantId(), "a scheduled change is due");
            subscriptions.change(service, subscription.id(), found -> found.whenDue(clock.instant()));
        }
        return !due.isEmpty();
    }
}
