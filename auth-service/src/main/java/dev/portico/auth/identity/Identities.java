package dev.portico.auth.identity;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.CustomerData;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The customers of all merchants. Only active ones are found: whoever was archived can't sign in.
@Component
public final class Identities {

    private final Projections<Identity> identities;

    Identities(Stores stores) {
        this.identities = stores.projections("identities", Identity.class).index("emailKey");
    }

    public Optional<Identity> active(Caller caller, String customerId) {
        return identities.find(caller, customerId).filter(Identity::isActive);
    }

    /// Whether there is such a customer, archived or not.
    public boolean isKnown(Caller caller, String customerId) {
        return identities.find(caller, customerId).isPresent();
    }

    /// @param emailKey as [EmailKey] makes it
    public Optional<Identity> activeByEmail(Caller.Service caller, String emailKey) {
        return identities.first(
                caller, Filters.and(Filters.eq("emailKey", emailKey), Filters.eq("status", Identity.ACTIVE)));
    }

    boolean keep(Received<CustomerData> event, Identity identity) {
        return identities.keep(event, identity);
    }
}
