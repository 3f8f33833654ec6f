package dev.portico.auth.passkey;

import static dev.portico.events.AuthEvents.PASSKEY_ADDED;
import static dev.portico.events.AuthEvents.PASSKEY_REMOVED;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.auth.access.Accesses;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.events.EventType;
import dev.portico.events.PasskeyData;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The passkeys of all customers.
@Component
final class Passkeys {

    private final Records<Passkey> passkeys;
    private final Accesses accesses;
    private final Clock clock;

    Passkeys(Stores stores, Accesses accesses, Clock clock) {
        this.passkeys = stores.records("passkeys", Passkey.class)
                .unique("customerId", "slot")
                .unique("credentialId");
        this.accesses = accesses;
        this.clock = clock;
    }

    List<Passkey> all(Caller.Customer caller) {
        return passkeys.all(caller, Filters.empty(), Passkey.MOST);
    }

    Page<Passkey> list(Caller.Customer caller, PageRequest page) {
        return passkeys.page(caller, Filters.empty(), page);
    }

    /// Keeps a new one, in the first place that is free: however many are added at once, no customer gets more than his
    /// places.
    ///
    /// @throws Refusal `passkey_limit_reached`; `passkey_not_accepted` if it is kept already, whoever's it is
    Passkey add(Caller.Customer caller, Passkey passkey) {
        for (int slot = 0; slot < Passkey.MOST; slot++) {
            Passkey placed = passkey.in(slot);
            if (passkeys.insertOnce(caller, placed)) {
                tell(caller, PASSKEY_ADDED, placed);
                return placed;
            }
        }
        boolean full = passkeys.count(caller, Filters.empty()) >= Passkey.MOST;
        throw Refusal.of(full ? ErrorCode.PASSKEY_LIMIT_REACHED : ErrorCode.PASSKEY_NOT_ACCEPTED);
    }

    Optional<Passkey> byCredential(Caller.Service caller, String credentialId) {
        return passkeys.first(caller, Filters.eq("credentialId", credentialId));
    }

    /// Notes that it was used. Of two who come with the same count, or with an older one, one is let in at most.
    ///
    /// @param count 0 from authenticators that do not count
    boolean use(Caller.Service caller, Passkey passkey, long count, boolean backedUp, Instant now) {
        Bson further = count == 0 ? Filters.eq("signatureCount", 0L) : Filters.lt("signatureCount", count);
        Bson used = Updates.combine(
                Updates.set("signatureCount", count),
                Updates.set("backedUp", backedUp),
                Updates.set("lastUsedAt", now));
        return passkeys.claim(caller, passkey.id(), further, used).isPresent();
    }

    /// @throws Refusal `not_found`
    Passkey rename(Caller.Customer caller, String id, String name) {
        return passkeys.claim(caller, id, Filters.empty(), Updates.set("name", name))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /// @throws Refusal `not_found`
    void remove(Caller.Customer caller, String id) {
        remove(caller, passkeys.find(caller, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND)));
    }

    /// Removes all of one customer's.
    void removeAll(Caller.Merchant caller, String customerId) {
        passkeys.all(caller, Filters.eq("customerId", customerId), Passkey.MOST)
                .forEach(passkey -> remove(caller, passkey));
    }

    // First it is told: what is gone can't be told of after a crash.
    private void remove(Caller caller, Passkey passkey) {
        tell(caller, PASSKEY_REMOVED, passkey);
        passkeys.delete(caller, passkey.id());
    }

    private void tell(Caller caller, EventType<PasskeyData> what, Passkey passkey) {
        accesses.tell(caller, what, new PasskeyData(passkey.id(), passkey.customerId(), clock.instant()));
    }
}
