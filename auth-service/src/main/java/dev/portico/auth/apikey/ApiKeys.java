package dev.portico.auth.apikey;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// All API keys. A key in clear leaves here once, when it is issued.
@Component
public final class ApiKeys {

    private static final Duration TOUCHED_AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final Bson LIVE = Filters.exists("revokedAt", false);

    private final Records<ApiKey> keys;
    private final Ids ids;
    private final Clock clock;

    /// A new key.
    ///
    /// @param key in clear; it can't be shown again
    public record Issued(ApiKey stored, String key) {}

    ApiKeys(Stores stores, Ids ids, Clock clock) {
        this.keys = stores.records("api_keys", ApiKey.class);
        this.ids = ids;
        this.clock = clock;
    }

    public Issued issue(Caller caller, String name, Set<String> permissions) {
        String id = ids.next("apikey");
        String key = ApiKeyText.mint(id);
        var stored = new ApiKey(
                id, caller.merchantId(), name, Secrets.sha256(key), permissions, clock.instant(), null, null);
        keys.insertOnce(caller, stored);
        return new Issued(stored, key);
    }

    /// The live key that this text is.
    public Optional<ApiKey> check(Insider.Gateway gateway, String key) {
        Optional<ApiKey> found = ApiKeyText.idOf(key)
                .flatMap(id -> keys.first(
                        gateway,
                        Filters.and(Filters.eq("_id", id), Filters.eq("secretHash", Secrets.sha256(key)), LIVE)));
        found.ifPresent(this::touch);
        return found;
    }

    Page<ApiKey> list(Caller.Merchant caller, PageRequest page) {
        return keys.page(caller, Filters.empty(), page);
    }

    /// @throws Refusal `not_found`, also for one that was revoked before
    void revoke(Caller.Merchant caller, String id) {
        boolean revoked = keys.claim(caller, id, LIVE, Updates.set("revokedAt", clock.instant()))
                .isPresent();
        if (!revoked) throw Refusal.of(ErrorCode.NOT_FOUND);
    }

    /// Takes back a key that nobody was told.
    public void forget(Caller.Service caller, String id) {
        keys.delete(caller, id);
    }

    private void touch(ApiKey key) {
        Instant now = clock.instant();
        Instant stale = now.minus(TOUCHED_AT_MOST_EVERY);
        Instant last = key.lastUsedAt();
        if (last != null && last.isAfter(stale)) return;
        var owner = new Caller.Service(key.merchantId(), "its key was used");
        Bson untouched = last == null ? Filters.exists("lastUsedAt", false) : Filters.lte("lastUsedAt", stale);
        keys.claim(owner, key.id(), untouched, Updates.set("lastUsedAt", now));
    }
}
