package dev.portico.invoice.party;

import static dev.portico.events.AuthEvents.MERCHANT_CREATED;
import static dev.portico.events.AuthEvents.MERCHANT_UPDATED;
import static dev.portico.events.BillingEvents.ADDRESS_CREATED;
import static dev.portico.events.BillingEvents.ADDRESS_IMPORTED;
import static dev.portico.events.BillingEvents.ADDRESS_UPDATED;
import static dev.portico.events.BillingEvents.BUSINESS_CREATED;
import static dev.portico.events.BillingEvents.BUSINESS_IMPORTED;
import static dev.portico.events.BillingEvents.BUSINESS_UPDATED;
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
import dev.portico.events.AddressData;
import dev.portico.events.BusinessData;
import dev.portico.events.CustomerData;
import dev.portico.events.MerchantData;
import org.springframework.stereotype.Component;

/// Who sells and who buys, as their owners last told of them.
@Component
public final class Parties implements Listener {

    private final Projections<KnownMerchant> merchants;
    private final Projections<KnownCustomer> customers;
    private final Projections<KnownAddress> addresses;
    private final Projections<KnownBusiness> businesses;

    record KnownMerchant(String id, String merchantId, MerchantData merchant) implements Owned {}

    record KnownCustomer(String id, String merchantId, String customerId, CustomerData customer) implements Owned {}

    record KnownAddress(String id, String merchantId, String customerId, AddressData address) implements Owned {}

    record KnownBusiness(String id, String merchantId, String customerId, BusinessData business) implements Owned {}

    Parties(Stores stores) {
        this.businesses = stores.projections("businesses", KnownBusiness.class);
        this.merchants = stores.projections("merchants", KnownMerchant.class);
        this.customers = stores.projections("customers", KnownCustomer.class);
        this.addresses = stores.projections("addresses", KnownAddress.class);
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(MERCHANT_CREATED, this::merchant)
                .on(MERCHANT_UPDATED, this::merchant)
                .on(CUSTOMER_CREATED, this::customer)
                .on(CUSTOMER_UPDATED, this::customer)
                .on(ADDRESS_CREATED, this::address)
                .on(ADDRESS_UPDATED, this::address)
                .on(CUSTOMER_IMPORTED, this::customer)
                .on(ADDRESS_IMPORTED, this::address)
                .on(BUSINESS_CREATED, this::business)
                .on(BUSINESS_UPDATED, this::business)
                .on(BUSINESS_IMPORTED, this::business);
    }

    /// @throws RetryLater if it is not known yet
    public MerchantData seller(Caller caller) {
        return merchants.expect(caller, caller.merchantId()).merchant();
    }

    /// @throws RetryLater if it is not known yet
    public CustomerData buyer(Caller caller, String customerId) {
        return customers.expect(caller, customerId).customer();
    }

    /// @throws RetryLater if it is not known yet
    public AddressData address(Caller caller, String addressId) {
        return addresses.expect(caller, addressId).address();
    }

    /// @throws RetryLater if it is not known yet
    public BusinessData business(Caller caller, String businessId) {
        return businesses.expect(caller, businessId).business();
    }

    private void merchant(Received<MerchantData> event) {
        merchants.keep(event, new KnownMerchant(event.subject(), event.merchantId(), event.data()));
    }

    private void customer(Received<CustomerData> event) {
        customers.keep(event, new KnownCustomer(event.subject(), event.merchantId(), event.subject(), event.data()));
    }

    private void address(Received<AddressData> event) {
        addresses.keep(
                event,
                new KnownAddress(
                        event.subject(), event.merchantId(), event.data().customerId(), event.data()));
    }

    private void business(Received<BusinessData> event) {
        businesses.keep(
                event,
                new KnownBusiness(
                        event.subject(), event.merchantId(), event.data().customerId(), event.data()));
    }
}
