package dev.portico.billing.transaction;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.business.Businesses;
import dev.portico.billing.customer.Customers;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may be named as the buyer of something.
@Component
final class Buyers {

    private final Customers customers;
    private final Addresses addresses;
    private final Businesses businesses;

    Buyers(Customers customers, Addresses addresses, Businesses businesses) {
        this.customers = customers;
        this.addresses = addresses;
        this.businesses = businesses;
    }

    /// @throws Refusal `invalid_field` naming what is unknown, `entity_archived` if nothing may be sold to the customer
    void expect(Caller caller, @Nullable String customerId, @Nullable String addressId, @Nullable String businessId) {
        if (customerId == null) return;
        customers.expect(caller, customerId, "customer_id");
        var _ = customers.active(caller, customerId);
        if (addressId != null) addresses.expect(caller, customerId, addressId, "address_id");
        if (businessId != null) businesses.expect(caller, customerId, businessId, "business_id");
    }
}
