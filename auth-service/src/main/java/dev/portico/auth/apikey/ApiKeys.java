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
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All API keys. A key in clear leaves here once, when it is issued.
@Component
public final class ApiKeys {

    private static final Duration TOUCHED_AT_MOST_EVERY = Duration.ofMinutes(1);
    private static final String WRITING = "api_key.write";
    private static final Bson NOT_REVOKED = Filters.exists("revokedAt", false);

    private final Records<ApiKey> keys;
    private final Ids ids;
    private final Clock clock;

    /// A new key.
    ///
    /// @param key in clear; it can't be shown again
    public record Issued(ApiKey stored, String key) {}

    /// What a key is to be.
    record Wanted(
            String name,
            @Nullable String description,
            Set<String> permissions,
            @Nullable Instant expiresAt) {}

    ApiKeys(Stores stores, Ids ids, Clock clock) {
        this.keys = stores.records("api_keys", ApiKey.class);
        this.ids = ids;
        this.clock = clock;
    }

    public Issued issue(Caller caller, String name, Set<String> permissions) {
        return issue(caller, new Wanted(name, null, permissions, null));
    }

    Issued issue(Caller caller, Wanted wanted) {
        // Never the same again, also where a request is repeated: the first answer's key may have been seen.
        String id = ids.unique("apikey");
        String key = ApiKeyText.mint(id);
        var stored = new ApiKey(
                id,
                caller.merchantId(),
                wanted.name(),
                wanted.description(),
                Secrets.sha256(key),
                wanted.permissions(),
                clock.instant(),
                null,
                wanted.expiresAt(),
                null);
        keys.insertOnce(caller, stored);
        return new Issued(stored, key);
    }

    /// The live key that this text is.
    public Optional<ApiKey> check(Insider.Gateway gateway, String key) {
        Optional<ApiKey> found = ApiKeyText.idOf(key)
                .flatMap(id -> keys.first(
                        gateway,
                        Filters.and(Filters.eq("_id", id), Filters.eq("secretHash", Secrets.sha256(key)), live())));
        found.ifPresent(this::touch);
        return found;
    }

    /// @throws Refusal `not_found`
    ApiKey get(Caller.Merchant caller, String id) {
        return keys.find(caller, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /// @param status `active`, `expired` or `revoked`; null for all
    Page<ApiKey> list(Caller.Merchant caller, @Nullable String status, PageRequest page) {
        return keys.page(caller, having(status), page);
    }

    /// @throws Refusal `not_found`, also for one that no longer lives
    ApiKey rename(Caller.Merchant caller, String id, String name, @Nullable String description, Set<String> allowed) {
        if (!allowed.contains(WRITING)) refuseLast(caller, id);
        return keys.claim(
                        caller,
                        id,
                        live(),
                        Updates.combine(
                                Updates.set("name", name),
                                Updates.set("description", description),
                                Updates.set("permissions", allowed)))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /// Issues a key in a key's place, which goes on working for a while.
    ///
    /// @throws Refusal `not_found`, also for one that no longer lives
    Issued rotate(Caller.Merchant caller, String id, Duration overlap) {
        Instant now = clock.instant();
        ApiKey old = keys.claim(caller, id, live(), Updates.set("expiresAt", now.plus(overlap)))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        return issue(caller, new Wanted(old.name(), old.description(), old.permissions(), null));
    }

    /// @throws Refusal `not_found`, also for one that was revoked before; `conflict` for the last that can make others
    ApiKey revoke(Caller.Merchant caller, String id) {
        refuseLast(caller, id);
        return keys.claim(caller, id, NOT_REVOKED, Updates.set("revokedAt", clock.instant()))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    /// Takes back a key that nobody was told.
    public void forget(Caller.Service caller, String id) {
        keys.delete(caller, id);
    }

    private void refuseLast(Caller.Merchant caller, String id) {
        boolean makesOthers = keys.find(caller, id)
                .filter(key -> key.status(clock.instant()).equals("active")
                        && key.permissions().contains(WRITING))
                .isPresent();
        Bson others = Filters.and(live(), Filters.ne("_id", id), Filters.eq("permissions", WRITING));
        if (makesOthers && keys.first(caller, others).isEmpty())
            throw Refusal.of(ErrorCode.CONFLICT, "This is the last key that can make others. Make another one first.");
    }

    private Bson having(@Nullable String status) {
        Instant now = clock.instant();
        return switch (status) {
            case "active" -> live();
            case "revoked" -> Filters.exists("revokedAt", true);
            case "expired" -> Filters.and(NOT_REVOKED, Filters.lte("expiresAt", now));
            case null, default -> Filters.empty();
        };
    }

    private Bson live() {
        return Filters.and(
                NOT_REVOKED, Filters.or(Filters.exists("expiresAt", false), Filters.gt("expiresAt", clock.instant())));
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
