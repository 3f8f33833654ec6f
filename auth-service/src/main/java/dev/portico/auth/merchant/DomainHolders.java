package dev.portico.auth.merchant;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// All hosts that merchants have proven to be theirs.
@Component
final class DomainHolders {

    private static final int MORE_THAN_ANYBODY_HAS = 100;

    private final Records<DomainHolder> holders;

    DomainHolders(Stores stores) {
        this.holders = stores.records("domains", DomainHolder.class);
    }

    Optional<DomainHolder> of(Insider.Gateway gateway, String host) {
        return holders.first(gateway, Filters.eq("_id", host));
    }

    /// Whoever has it, whoever asks: a host is given to nobody who has not proven it better.
    Optional<DomainHolder> of(String host) {
        return holders.named(host);
    }

    /// @return false if somebody has it already
    boolean take(Caller caller, String host, Instant now) {
        return holders.insertOnce(caller, new DomainHolder(host, caller.merchantId(), now));
    }

    void giveUpAllBut(Caller caller, String host) {
        holders.all(caller, Filters.empty(), MORE_THAN_ANYBODY_HAS).stream()
                .filter(held -> !held.id().equals(host))
                .forEach(held -> holders.delete(caller, held.id()));
    }
}
