package dev.portico.billing.testclock;

import static dev.portico.events.SubscriptionEvents.TEST_CLOCK_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import dev.portico.events.TestClockData;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What time it is on the merchants' test clocks.
@Component
public final class TestClocks implements Listener {

    private final Projections<KnownClock> clocks;
    private final Patience patience;

    record KnownClock(String id, String merchantId, Instant time) implements Owned {}

    TestClocks(Stores stores, Patience patience) {
        this.clocks = stores.projections("test_clocks", KnownClock.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(TEST_CLOCK_UPDATED, this::remember);
    }

    /// What time it is on a clock; nothing if the merchant has no such clock.
    public Optional<Instant> time(Caller caller, String id) {
        // What time it is on it may be known to whoever lives on it.
        var house = new Caller.Service(caller.merchantId(), "what time it is on a test clock");
        return patience.find(id, () -> clocks.find(house, id)).map(KnownClock::time);
    }

    private void remember(Received<TestClockData> event) {
        clocks.keep(
                event,
                new KnownClock(event.subject(), event.merchantId(), event.data().frozenTime()));
    }
}
