package dev.portico.subscription.party;

import static dev.portico.events.BillingEvents.ADDRESS_CREATED;
import static dev.portico.events.BillingEvents.ADDRESS_IMPORTED;
import static dev.portico.events.BillingEvents.ADDRESS_UPDATED;
import static dev.portico.events.BillingEvents.BUSINESS_CREATED;
import static dev.portico.events.BillingEvents.BUSINESS_IMPORTED;
import static dev.portico.events.BillingEvents.BUSINESS_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import dev.portico.events.AddressData;
import dev.portico.events.BusinessData;
import dev.portico.pricing.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whose an address or a business is, and what of it decides on tax.
@Component
public final class Parties implements Listener {

    private final Projections<Party> parties;
    private final Patience patience;

    /// @param countryCode of an address; absent in a business
    /// @param region of an address
    /// @param taxIdentifier of a business; absent in an address
    record Party(
            String id,
            String merchantId,
            String customerId,
            @Nullable String countryCode,
            @Nullable String region,
            @Nullable String taxIdentifier)
            implements Owned {}

    Parties(Stores stores, Patience patience) {
        this.parties = stores.projections("parties", Party.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers on) {
        on.on(ADDRESS_CREATED, this::address)
                .on(ADDRESS_UPDATED, this::address)
                .on(ADDRESS_IMPORTED, this::address)
                .on(BUSINESS_CREATED, this::business)
                .on(BUSINESS_UPDATED, this::business)
                .on(BUSINESS_IMPORTED, this::business);
    }

    /// @throws Refusal `invalid_field` if it is not the customer's
    public void expect(Caller caller, String customerId, String id, String field) {
        boolean his = patience.find(id, () -> parties.find(caller, id))
                .filter(known -> known.customerId().equals(customerId))
                .isPresent();
        if (!his) throw Refusal.field(field, "is not one of this customer");
    }

    /// Where an address is, if it is known.
    public Optional<Place> place(Caller caller, String addressId) {
        return parties.find(caller, addressId).flatMap(Parties::place);
    }

    /// A business's tax identifier, if it is known and has one.
    public Optional<String> taxIdentifier(Caller caller, String businessId) {
        return parties.find(caller, businessId).flatMap(business -> Optional.ofNullable(business.taxIdentifier()));
    }

    private static Optional<Place> place(Party address) {
        String country = address.countryCode();
        return country == null ? Optional.empty() : Optional.of(new Place(country, address.region()));
    }

    private void address(Received<AddressData> event) {
        AddressData address = event.data();
        parties.keep(
                event,
                new Party(
                        event.subject(),
                        event.merchantId(),
                        address.customerId(),
                        address.countryCode(),
                        address.region(),
                        null));
    }

    private void business(Received<BusinessData> event) {
        BusinessData business = event.data();
        parties.keep(
                event,
                new Party(
                        event.subject(),
                        event.merchantId(),
                        business.customerId(),
                        null,
                        null,
                        business.taxIdentifier()));
    }
}
