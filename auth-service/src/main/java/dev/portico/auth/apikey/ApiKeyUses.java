package dev.portico.auth.apikey;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// When keys were used last, true to the minute. Apart from the keys, so that using one is no change to it.
@Component
final class ApiKeyUses {

    private static final Duration NOTED_AT_MOST_EVERY = Duration.ofMinutes(1);

    private final Records<ApiKeyUse> uses;

    /// @param id the key's
    record ApiKeyUse(String id, String merchantId, Instant lastUsedAt) implements Owned {}

    ApiKeyUses(Stores stores) {
        this.uses = stores.records("api_key_uses", ApiKeyUse.class);
    }

    void note(ApiKey key, Instant now) {
        var owner = new Caller.Service(key.merchantId(), "its key was used");
        Instant stale = now.minus(NOTED_AT_MOST_EVERY);
        boolean first = uses.find(owner, key.id()).isEmpty()
                && uses.insertOnce(owner, new ApiKeyUse(key.id(), key.merchantId(), now));
        if (!first) uses.claim(owner, key.id(), Filters.lte("lastUsedAt", stale), Updates.set("lastUsedAt", now));
    }

    /// When each of these was used last; those that never were are missing.
    Map<String, Instant> of(Caller caller, List<String> ids) {
        return uses.all(caller, Filters.in("_id", ids), ids.size()).stream()
                .collect(Collectors.toMap(ApiKeyUse::id, ApiKeyUse::lastUsedAt));
    }
}
