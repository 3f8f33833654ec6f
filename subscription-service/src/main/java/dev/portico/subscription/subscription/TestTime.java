package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.work.Worker;
import dev.portico.subscription.settings.Reminders;
import dev.portico.subscription.settings.Settings;
import dev.portico.subscription.testclock.TestClock;
import dev.portico.subscription.testclock.TestClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Moves test clocks forward, from one thing that is due to the next. Whatever asks for money is waited for: what
/// follows may depend on whether it was paid.
@Configuration(proxyBeanMethods = false)
class TestTime {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    @Bean
    Worker movedTestClocks(TestClocks clocks, Subscriptions subscriptions, Settings settings, Ids ids) {
        return new Worker("test-time", LOOK_AGAIN, () -> pass(clocks, subscriptions, settings, ids));
    }

    /// @return whether anything was done, so that there may be more
    static boolean pass(TestClocks clocks, Subscriptions subscriptions, Settings settings, Ids ids) {
        boolean any = false;
        for (TestClock clock : clocks.advancing()) any |= step(clock, clocks, subscriptions, settings, ids);
        return any;
    }

    private static boolean step(
            TestClock clock, TestClocks clocks, Subscriptions subscriptions, Settings settings, Ids ids) {
        var house = new Caller.Service(clock.merchantId(), "a test clock is moved");
        if (subscriptions.isAnswerAwaited(house, clock.id())) return false;
        Instant target = Objects.requireNonNull(clock.targetTime());
        Optional<Subscription> next = subscriptions.firstDue(clock.id(), target);
        Instant time = next.map(subscription ->
                        Objects.requireNonNull(subscription.due()).at())
                .orElse(target);
        // What was due before the clock was made is done at the clock's time.
        Instant now = time.isBefore(clock.frozenTime()) ? clock.frozenTime() : time;
        clocks.reach(house, clock.id(), now);
        String chargeId = ids.next("chr");
        Reminders reminders = settings.of(house).reminders();
        next.ifPresent(subscription ->
                subscriptions.change(house, subscription.id(), found -> found.whenDue(chargeId, reminders, now)));
        return true;
    }
}
