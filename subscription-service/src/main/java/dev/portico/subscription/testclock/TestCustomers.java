package dev.portico.subscription.testclock;

import static dev.portico.events.BillingEvents.CUSTOMER_CREATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.CustomerData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who lives on which test clock: they do so from the beginning, and for good.
@Component
public final class TestCustomers implements Listener {

    private final Projections<TestCustomer> customers;

    record TestCustomer(String id, String merchantId, String testClockId) implements Owned {}

    TestCustomers(Stores stores) {
        this.customers = stores.projections("test_customers", TestCustomer.class);
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(CUSTOMER_CREATED, this::remember);
    }

    /// The clock of a customer; null for everybody real.
    public @Nullable String clockOf(Caller caller, String customerId) {
        return customers.find(caller, customerId).map(TestCustomer::testClockId).orElse(null);
    }

    private void remember(Received<CustomerData> event) {
        String clock = event.data().testClockId();
        if (clock != null) customers.keep(event, new TestCustomer(event.subject(), event.merchantId(), clock));
    }
}
