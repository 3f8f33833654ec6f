package dev.portico.subscription.testclock;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.TestClockData;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Test clocks over HTTP. Whoever is created with a `test_clock_id` lives on that clock: what falls due between two
/// times of it happens when it is moved from one to the other, in the order in which it would in time.
@RestController
@RequestMapping("/test-clocks")
@Needs("test_clock")
final class TestClockApi {

    private static final int LONGEST_NAME = 100;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final TestClocks clocks;
    private final Ids ids;
    private final Clock wall;

    /// @param frozenTime what time it is to be on it
    record NewTestClock(@Nullable String name, @Nullable Instant frozenTime) {}

    /// @param frozenTime where it is to be moved to
    record Advance(@Nullable Instant frozenTime) {}

    TestClockApi(TestClocks clocks, Ids ids, Clock wall) {
        this.clocks = clocks;
        this.ids = ids;
        this.wall = wall;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TestClockData create(Caller.Merchant caller, @RequestBody NewTestClock request) {
        check(Fields.check().text("name", request.name, LONGEST_NAME), request.frozenTime);
        Instant now = wall.instant();
        return clocks.create(
                        caller,
                        new TestClock(
                                ids.next("clk"),
                                caller.merchantId(),
                                request.name,
                                millis(request.frozenTime),
                                null,
                                null,
                                now,
                                now))
                .data();
    }

    @GetMapping
    Page<TestClockData> list(Caller.Merchant caller, @Paged PageRequest page) {
        return clocks.page(caller, page).map(TestClock::data);
    }

    @GetMapping("/{id}")
    TestClockData get(Caller.Merchant caller, @PathVariable String id) {
        return clocks.get(caller, id).data();
    }

    /// Moves it forward. It is `advancing` until all that falls due on the way is done, then `ready`.
    @PostMapping("/{id}/advance")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TestClockData advance(Caller.Merchant caller, @PathVariable String id, @RequestBody Advance request) {
        check(Fields.check(), request.frozenTime);
        return clocks.advance(caller, id, millis(request.frozenTime)).data();
    }

    private static void check(Fields fields, @Nullable Instant time) {
        fields.required("frozen_time", time)
                .matches(
                        "frozen_time",
                        time,
                        at -> at.isAfter(EARLIEST) && at.isBefore(LATEST),
                        "must be within this century")
                .orRefuse();
    }

    // The store keeps milliseconds.
    private static Instant millis(@Nullable Instant at) {
        return Objects.requireNonNull(at).truncatedTo(ChronoUnit.MILLIS);
    }
}
