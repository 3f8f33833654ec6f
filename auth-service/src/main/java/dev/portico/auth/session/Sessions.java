package dev.portico.auth.session;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.auth.access.Accesses;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// All sessions. One that has ended, in whatever way, is found by nobody.
@Component
public final class Sessions {

    private static final Duration TOUCHED_AT_MOST_EVERY = Duration.ofMinutes(1);

    private final Records<Session> sessions;
    private final Accesses accesses;
    private final Lifetimes lifetimes;
    private final Ids ids;

    /// A new session.
    ///
    /// @param secret the cookie's value
    public record Opened(Session session, String secret) {}

    Sessions(Stores stores, Accesses accesses, Lifetimes lifetimes, Ids ids) {
        this.sessions = stores.records("sessions", Session.class)
                .index("secretHash")
                .taskIndex("expiresAt")
                .taskIndex("idleUntil");
        this.accesses = accesses;
        this.lifetimes = lifetimes;
        this.ids = ids;
    }

    public Opened open(
            Caller.Service caller, String customerId, @Nullable String device, @Nullable String network, Instant now) {
        String secret = Secrets.token();
        Lifetimes.Lifetime lifetime = lifetimes.of(caller);
        var session = new Session(
                ids.next("ses"),
                caller.merchantId(),
                customerId,
                Secrets.sha256(secret),
                device,
                network,
                now,
                now,
                now.plus(lifetime.idle()),
                now.plus(lifetime.absolute()));
        // First that: nobody comes in unnoticed.
        accesses.signedIn(caller, customerId, device, now);
        sessions.insertOnce(caller, session);
        return new Opened(session, secret);
    }

    /// The live session behind a cookie; notes that it was used.
    public Optional<Session> check(Insider.Gateway gateway, String merchantId, String secret, Instant now) {
        var caller = new Caller.Service(merchantId, "the gateway asks whose session this is");
        Bson secretly = Filters.eq("secretHash", Secrets.sha256(secret));
        Optional<Session> found = sessions.first(caller, Filters.and(secretly, live(now)));
        found.ifPresent(session -> touch(caller, session, now));
        return found;
    }

    /// @throws Refusal `not_found`, if it has just ended
    Session own(Caller.Customer caller, Instant now) {
        return sessions.find(caller, caller.sessionId())
                .filter(session -> isLive(session, now))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    Page<Session> list(Caller.Customer caller, PageRequest page, Instant now) {
        return sessions.page(caller, live(now), page);
    }

    /// Signs out here.
    public void end(Caller.Customer caller) {
        sessions.delete(caller, caller.sessionId());
    }

    /// Signs him out on one of his devices.
    ///
    /// @throws Refusal `not_found`
    void end(Caller.Customer caller, String id, Instant now) {
        if (sessions.claim(caller, id, live(now), Updates.set("expiresAt", now)).isEmpty())
            throw Refusal.of(ErrorCode.NOT_FOUND);
    }

    /// Signs out everywhere.
    void endAll(Caller.Customer caller, Instant now) {
        sessions.updateAll(caller, live(now), Updates.set("expiresAt", now));
    }

    /// Signs somebody out everywhere.
    public void endAll(Caller caller, String customerId, Instant now) {
        Bson theirs = Filters.and(Filters.eq("customerId", customerId), live(now));
        sessions.updateAll(caller, theirs, Updates.set("expiresAt", now));
    }

    /// Signs somebody out everywhere but in one session.
    public void endOthers(Caller.Service caller, String customerId, String butId, Instant now) {
        Bson others = Filters.and(Filters.eq("customerId", customerId), Filters.ne("_id", butId), live(now));
        sessions.updateAll(caller, others, Updates.set("expiresAt", now));
    }

    /// Forgets sessions that have ended.
    public long sweep(Instant now) {
        return sessions.sweep(Filters.lte("expiresAt", now)) + sessions.sweep(Filters.lte("idleUntil", now));
    }

    private void touch(Caller.Service caller, Session session, Instant now) {
        Instant stale = now.minus(TOUCHED_AT_MOST_EVERY);
        if (session.lastUsedAt().isAfter(stale)) return;
        Bson used = Updates.combine(
                Updates.set("lastUsedAt", now),
                Updates.set("idleUntil", now.plus(lifetimes.of(caller).idle())));
        sessions.claim(caller, session.id(), Filters.lte("lastUsedAt", stale), used);
    }

    private static Bson live(Instant now) {
        return Filters.and(Filters.gt("expiresAt", now), Filters.gt("idleUntil", now));
    }

    private static boolean isLive(Session session, Instant now) {
        return now.isBefore(session.expiresAt()) && now.isBefore(session.idleUntil());
    }
}
