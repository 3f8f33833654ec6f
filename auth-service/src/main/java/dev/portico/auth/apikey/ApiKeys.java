package dev.portico.auth.apikey;

import static dev.portico.events.AuthEvents.API_KEY_CREATED;
import static dev.portico.events.AuthEvents.API_KEY_EXPIRED;
import static dev.portico.events.AuthEvents.API_KEY_REVOKED;
import static dev.portico.events.AuthEvents.API_KEY_UPDATED;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Insider;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.ApiKeyData;
import dev.portico.events.EventType;
import dev.portico.events.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All API keys. A key in clear leaves here once, when it is issued.
@Component
public final class ApiKeys {

    private static final int AT_ONCE = 100;
    private static final Bson NOT_REVOKED = Filters.exists("revokedAt", false);

    private final Aggregates<ApiKey> keys;
    private final ApiKeyUses uses;
    private final LastKey last;
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

    ApiKeys(Stores stores, ApiKeyUses uses, LastKey last, Ids ids, Clock clock) {
        this.keys = stores.aggregates("api_keys", ApiKey.class, Topic.AUTH).dueIndex("expiresAt");
        this.uses = uses;
        this.last = last;
        this.ids = ids;
        this.clock = clock;
    }

    /// A new merchant's first key. Nobody is told: it may yet come to nothing.
    public Issued first(Caller.Service caller, Set<String> permissions) {
        Issued issued = made(caller, new Wanted("First key", null, permissions, null));
        keys.create(caller, Change.to(issued.stored));
        return issued;
    }

    public Issued issue(Caller caller, String name, Set<String> permissions) {
        return issue(caller, new Wanted(name, null, permissions, null));
    }

    Issued issue(Caller caller, Wanted wanted) {
        Issued issued = made(caller, wanted);
        keys.create(caller, told(issued.stored, null, API_KEY_CREATED));
        return issued;
    }

    /// The live key that this text is.
    public Optional<ApiKey> check(Insider.Gateway gateway, String key) {
        Optional<ApiKey> found = ApiKeyText.idOf(key)
                .flatMap(id -> keys.first(
                        gateway,
                        Filters.and(Filters.eq("_id", id), Filters.eq("secretHash", Secrets.sha256(key)), live())));
        found.ifPresent(used -> uses.note(used, clock.instant()));
        return found;
    }

    /// @throws Refusal `not_found`
    ApiKey get(Caller.Merchant caller, String id) {
        return keys.get(caller, id);
    }

    /// @param statuses `active`, `expired` or `revoked`; null for all
    Page<ApiKeyView> list(Caller.Merchant caller, @Nullable List<String> statuses, PageRequest request) {
        Bson wanted = statuses == null || statuses.isEmpty()
                ? Filters.empty()
                : Filters.or(statuses.stream().map(this::having).toList());
        Page<ApiKey> page = keys.page(caller, wanted, request);
        var used = uses.of(caller, page.items().stream().map(ApiKey::id).toList());
        return page.map(key -> ApiKeyView.of(key, used.get(key.id()), clock.instant()));
    }

    /// @throws Refusal `not_found`, also for one that no longer lives; `conflict` if none could make others any more
    ApiKey update(Caller.Merchant caller, String id, UnaryOperator<ApiKey> update) {
        boolean keepsMaking = update.apply(get(caller, id)).makesOthers();
        return keepsMaking
                ? updated(caller, id, update)
                : last.alone(caller, () -> {
                    refuseLast(caller, id);
                    return updated(caller, id, update);
                });
    }

    /// Issues a key in a key's place, which goes on working for a while, and no longer than it would have.
    ///
    /// @throws Refusal `not_found`, also for one that no longer lives; `conflict` for one that was rotated before
    Issued rotate(Caller.Merchant caller, String id, Duration overlap) {
        Instant now = clock.instant();
        ApiKey old = requireLive(get(caller, id));
        Duration lifetime = old.lifetime();
        Issued next = made(
                caller,
                new Wanted(
                        old.name(),
                        old.description(),
                        old.permissions(),
                        lifetime == null ? null : now.plus(lifetime)));
        // The new one first: a crash in between leaves a key that nobody has, not an old one that ends without an heir.
        keys.create(caller, told(next.stored, null, API_KEY_CREATED));
        try {
            Instant lastUsed = lastUsed(caller, id);
            keys.change(caller, id, before -> {
                ApiKey after = requireLive(before).replaced(next.stored.id(), now.plus(overlap), now);
                return told(after, lastUsed, API_KEY_UPDATED);
            });
            return next;
        } catch (Refusal e) {
            keys.change(caller, next.stored.id(), heir -> told(heir.revoked(now), null, API_KEY_REVOKED));
            throw e;
        }
    }

    /// @throws Refusal `not_found`, also for one that was revoked before; `conflict` for the last that can make others
    ApiKey revoke(Caller.Merchant caller, String id) {
        return last.alone(caller, () -> {
            refuseLast(caller, id);
            Instant lastUsed = lastUsed(caller, id);
            return keys.change(caller, id, before -> {
                if (before.revokedAt() != null) throw Refusal.of(ErrorCode.NOT_FOUND);
                return told(before.revoked(clock.instant()), lastUsed, API_KEY_REVOKED);
            });
        });
    }

    /// Tells of keys whose time is over. They have stopped working by themselves.
    ///
    /// @return whether there may be more
    boolean expire() {
        Instant now = clock.instant();
        Bson over = Filters.and(Filters.lte("expiresAt", now), Filters.exists("expiredAt", false), NOT_REVOKED);
        List<ApiKey> due = keys.due(over, AT_ONCE);
        for (ApiKey key : due) {
            var owner = new Caller.Service(key.merchantId(), "its key has expired");
            Instant lastUsed = lastUsed(owner, key.id());
            keys.change(owner, key.id(), before -> {
                boolean untold =
                        before.expiredAt() == null && before.status(now).equals(ApiKey.EXPIRED);
                return untold ? told(before.expired(now), lastUsed, API_KEY_EXPIRED) : Change.to(before);
            });
        }
        return due.size() == AT_ONCE;
    }

    /// Takes back a key that nobody was told.
    public void forget(Caller.Service caller, String id) {
        keys.delete(caller, id);
    }

    private Issued made(Caller caller, Wanted wanted) {
        Instant now = clock.instant();
        // Never the same again, also where a request is repeated: the first answer's key may have been seen.
        String id = ids.unique("apikey");
        String key = ApiKeyText.mint(id);
        var stored = new ApiKey(
                id,
                caller.merchantId(),
                wanted.name,
                wanted.description,
                Secrets.sha256(key),
                wanted.permissions,
                now,
                now,
                wanted.expiresAt,
                null,
                null,
                null);
        return new Issued(stored, key);
    }

    /// Null if it never was.
    @Nullable
    Instant lastUsed(Caller caller, String id) {
        return uses.of(caller, List.of(id)).get(id);
    }

    private ApiKey updated(Caller.Merchant caller, String id, UnaryOperator<ApiKey> update) {
        Instant lastUsed = lastUsed(caller, id);
        return keys.change(caller, id, before -> {
            ApiKey after = update.apply(requireLive(before));
            return after.equals(before) ? Change.to(before) : told(after, lastUsed, API_KEY_UPDATED);
        });
    }

    private Change<ApiKey> told(ApiKey key, @Nullable Instant lastUsed, EventType<ApiKeyData> event) {
        return Change.to(key).telling(event, ApiKeyView.told(key, lastUsed, clock.instant()));
    }

    private ApiKey requireLive(ApiKey key) {
        if (!key.status(clock.instant()).equals(ApiKey.ACTIVE)) throw Refusal.of(ErrorCode.NOT_FOUND);
        return key;
    }

    private void refuseLast(Caller.Merchant caller, String id) {
        ApiKey key = get(caller, id);
        if (!key.makesOthers() || !key.status(clock.instant()).equals(ApiKey.ACTIVE)) return;
        Bson others = Filters.and(live(), Filters.ne("_id", id), Filters.eq("permissions", ApiKey.WRITING));
        if (keys.first(caller, others).isEmpty())
            throw Refusal.of(ErrorCode.CONFLICT, "This is the last key that can make others. Make another one first.");
    }

    private Bson having(String status) {
        return switch (status) {
            case ApiKey.ACTIVE -> live();
            case ApiKey.EXPIRED -> Filters.and(NOT_REVOKED, Filters.lte("expiresAt", clock.instant()));
            default -> Filters.exists("revokedAt", true);
        };
    }

    private Bson live() {
        return Filters.and(
                NOT_REVOKED, Filters.or(Filters.exists("expiresAt", false), Filters.gt("expiresAt", clock.instant())));
    }
}
