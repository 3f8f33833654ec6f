package dev.portico.auth.audit;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Everything that was noted. Nothing here changes what stands in it.
@Component
public class Trail {

    private static final String PREFIX = "sgn";
    private static final PageRequest.Order LATEST_FIRST = new PageRequest.Order("occurredAt", false);

    private final Records<Noted> trail;
    private final TrailSettings settings;
    private final Ids ids;
    private final Clock clock;

    Trail(Stores stores, TrailSettings settings, Ids ids, Clock clock) {
        this.trail = stores.records("sign_in_trail", Noted.class)
                .index("customerId", "occurredAt")
                .index("occurredAt")
                .taskIndex("occurredAt");
        this.settings = settings;
        this.ids = ids;
        this.clock = clock;
    }

    public void note(Caller caller, Happening happening, Instant at) {
        note(caller, ids.unique(PREFIX), happening, at);
    }

    /// Notes it the first time only.
    ///
    /// @param cause what would make it happen again
    /// @param since when the cause came to be: always the same for the same one
    public void noteOnce(Caller caller, Happening happening, Instant at, String cause, Instant since) {
        String id = Ids.hashed(PREFIX, since, caller.merchantId() + "\n" + happening.what() + "\n" + cause);
        note(caller, id, happening, at);
    }

    private void note(Caller caller, String id, Happening happening, Instant at) {
        var noted = new Noted(
                id,
                caller.merchantId(),
                happening.customerId(),
                happening.what().wire(),
                happening.method(),
                happening.device(),
                happening.network(),
                at);
        trail.insertOnce(caller, noted);
    }

    /// @param customerId null for everybody's whom the caller may see
    public Page<Noted> list(Caller caller, @Nullable String customerId, PageRequest page) {
        return trail.page(
                caller,
                Criteria.all().is("customerId", customerId).filter(),
                new PageRequest(page.perPage(), page.after(), page.counted(), LATEST_FIRST));
    }

    boolean sweep() {
        trail.sweep(Filters.lt("occurredAt", clock.instant().minus(settings.keptFor())));
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker agedTrail(Trail trail) {
            return new Worker("aged-trail", Duration.ofMinutes(10), trail::sweep);
        }
    }
}
