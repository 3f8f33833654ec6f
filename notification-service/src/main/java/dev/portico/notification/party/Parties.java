package dev.portico.notification.party;

import static dev.portico.events.AuthEvents.MERCHANT_CREATED;
import static dev.portico.events.AuthEvents.MERCHANT_UPDATED;
import static dev.portico.events.BillingEvents.CUSTOMER_CREATED;
import static dev.portico.events.BillingEvents.CUSTOMER_IMPORTED;
import static dev.portico.events.BillingEvents.CUSTOMER_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.inbox.RetryLater;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.CustomerData;
import dev.portico.events.MerchantData;
import org.springframework.stereotype.Component;

/// Who writes and who is written to, as their owners last told of them.
@Component
public final class Parties implements Listener {

    private final Projections<KnownMerchant> merchants;
    private final Projections<KnownCustomer> customers;

    record KnownMerchant(String id, String merchantId, MerchantData merchant) implements Owned {}

    record KnownCustomer(String id, String merchantId, String customerId, CustomerData customer) implements Owned {}

    Parties(Stores stores) {
        this.merchants = stores.projections("merchants", KnownMerchant.class);
        this.customers = stores.projections("customers", KnownCustomer.class);
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(MERCHANT_CREATED, this::merchant)
                .on(MERCHANT_UPDATED, this::merchant)
                .on(CUSTOMER_CREATED, this::customer)
                .on(CUSTOMER_IMPORTED, this::customer)
                .on(CUSTOMER_UPDATED, this::customer);
    }

    /// @throws RetryLater if it is not known yet
    public MerchantData merchant(Caller caller) {
        return merchants.expect(caller, caller.merchantId()).merchant();
    }

    /// @throws RetryLater if it is not known yet
    public CustomerData customer(Caller caller, String customerId) {
        return customers.expect(caller, customerId).customer();
    }

    private void merchant(Received<MerchantData> event) {
        merchants.keep(event, new KnownMerchant(event.subject(), event.merchantId(), event.data()));
    }

    private void customer(Received<CustomerData> event) {
        customers.keep(event, new KnownCustomer(event.subject(), event.merchantId(), event.subject(), event.data()));
    }
}
