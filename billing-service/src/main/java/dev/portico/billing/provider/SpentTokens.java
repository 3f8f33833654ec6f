package dev.portico.billing.provider;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.vault.VaultTokens;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Which of the vault's tokens were used. Each is good for one request.
@Component
final class SpentTokens {

    private final Records<Spent> spent;
    private final Ids ids;
    private final Clock clock;

    /// @param id the hash of the token's own id
    /// @param forRequest the same however often that request is tried
    record Spent(String id, String merchantId, String forRequest, Instant spentAt) implements Owned {}

    SpentTokens(Stores stores, Ids ids, Clock clock) {
        this.spent = stores.records("sandbox_spent_tokens", Spent.class).taskIndex("spentAt");
        this.ids = ids;
        this.clock = clock;
    }

    /// Of any number of requests, the store picks one. A request that is tried again after a crash is the same one.
    ///
    /// @return false for whoever comes too late
    boolean spend(Caller caller, String id) {
        // The provider's books are not the customer's, whoever has entered something.
        var house = new Caller.Service(caller.merchantId(), "a token is spent");
        var mine = new Spent(hashed(id), caller.merchantId(), ids.next("spending"), clock.instant());
        if (spent.insertOnce(house, mine)) return true;
        return spent.find(house, mine.id())
                .filter(first -> first.forRequest().equals(mine.forRequest()))
                .isPresent();
    }

    // By then they have long expired.
    private boolean sweep() {
        spent.sweep(Filters.lt("spentAt", clock.instant().minus(VaultTokens.LIFETIME.multipliedBy(4))));
        return false;
    }

    private static String hashed(String id) {
        return Secrets.sha256(id);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker spentVaultTokens(SpentTokens tokens) {
            return new Worker("spent-vault-tokens", Duration.ofHours(1), tokens::sweep);
        }
    }
}
