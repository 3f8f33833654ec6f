package dev.portico.subscription.testclock;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The test clocks of each merchant, and what time it is on them.
@Component
public final class TestClocks {

    private static final int AT_ONCE = 50;

    private final Aggregates<TestClock> clocks;
    private final Clock wall;

    TestClocks(Stores stores, Clock wall) {
        this.clocks = stores.aggregates("test_clocks", TestClock.class, Topic.SUBSCRIPTION)
                .dueIndex("advancing");
        this.wall = wall;
    }

    /// What time it is.
    ///
    /// @param testClockId for whoever lives on this clock; null for everybody else
    public Instant now(Caller caller, @Nullable String testClockId) {
        if (testClockId == null) return wall.instant();
        // What time it is on it may be known to whoever lives on it.
        var house = new Caller.Service(caller.merchantId(), "what time it is on a test clock");
        return clocks.get(house, testClockId).frozenTime();
    }

    /// Those that are being moved.
    public List<TestClock> advancing() {
        return clocks.due(Filters.eq("advancing", true), AT_ONCE);
    }

    /// It is that time now.
    public void reach(Caller.Service house, String id, Instant time) {
        clocks.change(house, id, clock -> clock.reached(time, wall.instant()));
    }

    TestClock create(Caller caller, TestClock clock) {
        return clocks.create(caller, clock.created());
    }

    TestClock get(Caller caller, String id) {
        return clocks.get(caller, id);
    }

    Page<TestClock> page(Caller caller, PageRequest page) {
        return clocks.page(caller, Criteria.all().filter(), page);
    }

    TestClock advance(Caller caller, String id, Instant target) {
        return clocks.change(caller, id, clock -> clock.advance(target, wall.instant()));
    }
}
