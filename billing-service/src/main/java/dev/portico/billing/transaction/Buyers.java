package dev.portico.billing.transaction;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.customer.Customers;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Who may be named as the buyer of something.
@Component
final class Buyers {

    private final Customers customers;
    private final Addresses addresses;

    Buyers(Customers customers, Addresses addresses) {
        this.customers = customers;
        this.addresses = addresses;
    }

    /// @throws Refusal `invalid_field` naming what is unknown, `entity_archived` if nothing may be sold to the customer
    void expect(Caller caller, @Nullable String customerId, @Nullable String addressId, @Nullable String businessId) {
        if (customerId == null) return;
        expectCustomer(caller, customerId);
        if (addressId != null) addresses.expect(caller, customerId, addressId, "address_id");
        if (businessId != null) throw Refusal.field("business_id", "is not a business of this customer");
    }

    private void expectCustomer(Caller caller, String id) {
        try {
            var _ = customers.active(caller, id);
        } catch (Refusal refusal) {
            if (refusal.code() != ErrorCode.NOT_FOUND) throw refusal;
            throw Refusal.field("customer_id", "is not a customer of this merchant");
        }
    }
}
