package dev.portico.auth.portalsession;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.PortalPasses.Pass;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Which passes were used. Of any number who come with one pass, the database lets one in.
@Component
class UsedPasses {

    private static final Duration MARGIN = Duration.ofHours(1);

    private final Records<UsedPass> used;
    private final Clock clock;

    /// @param id a hash of the pass's nonce
    /// @param expiresAt from then on the pass is of no use anyway
    record UsedPass(String id, String merchantId, Instant expiresAt) implements Owned {}

    UsedPasses(Stores stores, Clock clock) {
        this.used = stores.records("used_passes", UsedPass.class).taskIndex("expiresAt");
        this.clock = clock;
    }

    /// @return false if somebody was quicker
    boolean use(Caller caller, Pass pass) {
        return used.insertOnce(
                caller, new UsedPass(Secrets.sha256(pass.nonce()), caller.merchantId(), pass.expiresAt()));
    }

    // Long after: where another instance's clock is late, the pass may still be good.
    boolean sweep() {
        used.sweep(Filters.lt("expiresAt", clock.instant().minus(MARGIN)));
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker expiredPasses(UsedPasses passes) {
            return new Worker("expired-passes", Duration.ofMinutes(10), passes::sweep);
        }
    }
}
