package dev.portico.billing.address;

import dev.portico.billing.customer.Customers;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.AddressData;
import dev.portico.events.Topic;
import java.time.Clock;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The addresses of a merchant's customers.
@Component
public final class Addresses {

    private final Aggregates<Address> addresses;
    private final Customers customers;
    private final Clock clock;

    Addresses(Stores stores, Customers customers, Clock clock) {
        this.addresses =
                stores.aggregates("addresses", Address.class, Topic.BILLING).index("customerId", "status", "_id");
        this.customers = customers;
        this.clock = clock;
    }

    /// @throws Refusal `invalid_field` if the customer has no such address
    public void expect(Caller caller, String customerId, String id, String field) {
        boolean known = addresses
                .find(caller, id)
                .filter(address -> address.customerId().equals(customerId))
                .isPresent();
        if (!known) throw Refusal.field(field, "is not an address of this customer");
    }

    /// Keeps an address of another system under its id there, and tells of it as `address.imported`.
    /// What is known already, or was changed here since `data.updatedAt`, stays as it is and is told to nobody.
    ///
    /// @throws Refusal `invalid_field`; `conflict` if the id is taken
    public AddressData imported(Caller caller, AddressData data) {
        AddressRules.checkImported(data);
        customers.expect(caller, data.customerId(), "customer_id");
        Address theirs = Address.of(caller.merchantId(), data);
        try {
            if (addresses.find(caller, data.id()).isEmpty())
                return addresses.create(caller, theirs.imported()).data();
        } catch (Duplicate e) {
            if (addresses.find(caller, data.id()).isEmpty()) throw taken();
        }
        return addresses.change(caller, data.id(), ours -> again(ours, theirs)).data();
    }

    /// @throws Refusal `not_found`, for another customer's exactly as for what is unknown
    Address get(Caller caller, String customerId, String id) {
        return addresses
                .find(caller, id)
                .filter(address -> address.customerId().equals(customerId))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    Page<Address> page(Caller caller, Bson filter, PageRequest page) {
        return addresses.page(caller, filter, page);
    }

    Address create(Caller caller, Address address) {
        return addresses.create(caller, address.created());
    }

    Address update(Caller caller, String id, Patch patch) {
        return addresses.change(caller, id, address -> address.updated(patch, clock.instant()));
    }

    private static Change<Address> again(Address ours, Address theirs) {
        if (!ours.customerId().equals(theirs.customerId())) throw taken();
        return ours.imported(theirs);
    }

    private static Refusal taken() {
        return Refusal.of(ErrorCode.CONFLICT, "This id can't be used.");
    }

    /// As it is shown; nothing for what is foreign or unknown.
    public Optional<AddressData> shown(Caller caller, String id) {
        return addresses.find(caller, id).map(Address::data);
    }
}
