package dev.portico.billing.address;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Aggregates;
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
    private final Clock clock;

    Addresses(Stores stores, Clock clock) {
        this.addresses = stores.aggregates("addresses", Address.class, Topic.BILLING);
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

    Address get(Caller caller, String id) {
        return addresses.get(caller, id);
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

    /// As it is shown; nothing for what is foreign or unknown.
    public Optional<AddressData> shown(Caller caller, String id) {
        return addresses.find(caller, id).map(Address::data);
    }
}
