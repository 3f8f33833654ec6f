package dev.portico.auth.access;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.events.EventType;
import dev.portico.events.PasskeyData;
import dev.portico.events.Topic;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells of everything new by which a customer's account can be entered, or is.
@Component
public final class Accesses {

    private final Aggregates<Access> accesses;

    Accesses(Stores stores) {
        this.accesses = stores.aggregates("accesses", Access.class, Topic.AUTH);
    }

    /// @param device null if the browser does not say what it is: then there is nothing to know it by
    public void signedIn(Caller caller, String customerId, @Nullable String device, Instant at) {
        if (device != null) change(caller, customerId, access -> access.signedIn(device, at));
    }

    /// A passkey has come, or is about to go.
    public void tell(Caller caller, EventType<PasskeyData> what, PasskeyData passkey) {
        change(caller, passkey.customerId(), access -> Change.to(access).telling(what, passkey));
    }

    private void change(Caller caller, String customerId, Function<Access, Change<Access>> change) {
        var house = new Caller.Service(caller.merchantId(), "what a customer comes in by");
        String id = Access.idFor(caller.merchantId(), customerId);
        if (accesses.find(house, id).isEmpty()) create(house, Access.none(caller.merchantId(), customerId));
        accesses.change(house, id, change);
    }

    private void create(Caller.Service house, Access none) {
        try {
            accesses.create(house, Change.to(none));
        } catch (Duplicate e) {
            // Somebody else was quicker: it is there, which is all that is wanted.
        }
    }
}
