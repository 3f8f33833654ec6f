package dev.portico.auth.identity;

import dev.portico.auth.audit.Happening;
import dev.portico.auth.audit.Trail;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.BillingEvents;
import dev.portico.events.CustomerData;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Follows what billing-service says of customers. An archived one is signed out everywhere.
@Component
final class CustomerListener implements Listener {

    private final Identities identities;
    private final Sessions sessions;
    private final Trail trail;
    private final Clock clock;

    CustomerListener(Identities identities, Sessions sessions, Trail trail, Clock clock) {
        this.identities = identities;
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers on) {
        on.on(BillingEvents.CUSTOMER_CREATED, this::follow)
                .on(BillingEvents.CUSTOMER_IMPORTED, this::follow)
                .on(BillingEvents.CUSTOMER_UPDATED, this::follow);
    }

    // Ending the sessions before the event is kept: after a crash in between the event comes again, and is still news.
    private void follow(Received<CustomerData> event) {
        Identity identity = Identity.of(event.merchantId(), event.data());
        if (!identity.isActive()) {
            sessions.endAll(event.caller(), identity.id(), clock.instant());
            var revoked = Happening.to(identity.id(), Happening.What.REVOKED);
            trail.noteOnce(event.caller(), revoked, clock.instant(), event.id(), event.occurredAt());
        }
        identities.keep(event, identity);
    }
}
