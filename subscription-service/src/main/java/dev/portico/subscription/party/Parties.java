package dev.portico.subscription.party;

import static dev.portico.events.BillingEvents.ADDRESS_CREATED;
import static dev.portico.events.BillingEvents.ADDRESS_IMPORTED;
import static dev.portico.events.BillingEvents.BUSINESS_CREATED;
import static dev.portico.events.BillingEvents.BUSINESS_IMPORTED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import org.springframework.stereotype.Component;

/// Whose an address or a business is.
@Component
public final class Parties implements Listener {

    private final Projections<Party> parties;
    private final Patience patience;

    record Party(String id, String merchantId, String customerId) implements Owned {}

    Parties(Stores stores, Patience patience) {
        this.parties = stores.projections("parties", Party.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers on) {
        on.on(ADDRESS_CREATED, event -> keep(event, event.data().customerId()))
                .on(ADDRESS_IMPORTED, event -> keep(event, event.data().customerId()))
                .on(BUSINESS_CREATED, event -> keep(event, event.data().customerId()))
                .on(BUSINESS_IMPORTED, event -> keep(event, event.data().customerId()));
    }

    /// @throws Refusal `invalid_field` if it is not the customer's
    public void expect(Caller caller, String customerId, String id, String field) {
        boolean his = patience.find(id, () -> parties.find(caller, id))
                .filter(known -> known.customerId().equals(customerId))
                .isPresent();
        if (!his) throw Refusal.field(field, "is not one of this customer");
    }

    private void keep(Received<?> event, String customerId) {
        parties.keep(event, new Party(event.subject(), event.merchantId(), customerId));
    }
}
