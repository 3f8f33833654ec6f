package dev.portico.billing.customer;

import dev.portico.billing.testclock.TestClocks;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.time.LivedTime;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Works at the time that a customer lives in.
@Component
public final class TestTimes {

    private final TestClocks clocks;
    private final Customers customers;

    TestTimes(TestClocks clocks, Customers customers) {
        this.clocks = clocks;
        this.customers = customers;
    }

    /// Does something for a customer at the time of the test clock that he lives on, or at everybody's.
    ///
    /// @param customerId null if it is for nobody yet
    public <T> T of(Caller caller, @Nullable String customerId, Supplier<T> work) {
        return LivedTime.at(customerId == null ? null : timeOf(caller, customerId), work);
    }

    private @Nullable Instant timeOf(Caller caller, String customerId) {
        return customers
                .find(caller, customerId)
                .map(Customer::testClockId)
                .flatMap(clock -> clocks.time(caller, clock))
                .orElse(null);
    }
}
