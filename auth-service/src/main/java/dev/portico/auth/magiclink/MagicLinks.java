package dev.portico.auth.magiclink;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// All sign-in links that may still be open. Each opens once: the database picks the one winner.
@Component
final class MagicLinks {

    private static final int TRIES = 5;

    private final Records<MagicLink> links;

    MagicLinks(Stores stores) {
        this.links = stores.records("magic_links", MagicLink.class)
                .index("bindingHash")
                .index("customerId")
                .taskIndex("expiresAt");
    }

    /// Keeps a new link and voids the older ones that the same person asked for in the same browser. Those asked for
    /// elsewhere stay: or whoever knows an address could void the link that its owner waits for.
    void open(Caller.Service caller, MagicLink link, Instant now) {
        links.insertOnce(caller, link);
        Bson older = Filters.and(
                Filters.eq("customerId", link.customerId()),
                Filters.eq("bindingHash", link.bindingHash()),
                Filters.lt("requestId", link.requestId()),
                open(now));
        links.updateAll(caller, older, Updates.set("expiresAt", now));
    }

    /// The link that a browser asked for in the name of an address, if it is still open.
    Optional<MagicLink> askedFor(Caller.Service caller, String bindingHash, String emailKey, Instant now) {
        Bson theirs = Filters.and(Filters.eq("bindingHash", bindingHash), Filters.eq("emailKey", emailKey), open(now));
        return links.last(caller, theirs, "requestId");
    }

    Optional<MagicLink> find(Caller.Service caller, String hash, Instant now) {
        return links.first(caller, Filters.and(Filters.eq("_id", hash), open(now)));
    }

    /// The same, also one that no longer opens anything.
    Optional<MagicLink> kept(Caller.Service caller, String hash) {
        return links.find(caller, hash);
    }

    /// Counts that an e-mail address was typed for it, before anybody looks whether it is the right one.
    ///
    /// @return nothing after too many tries
    Optional<MagicLink> tried(Caller.Service caller, String hash, Instant now) {
        return links.claim(caller, hash, Filters.and(open(now), Filters.lt("tries", TRIES)), Updates.inc("tries", 1));
    }

    /// Voids a link that somebody has guessed at too often.
    void giveUp(Caller.Service caller, MagicLink link, Instant now) {
        if (link.tries() >= TRIES) links.claim(caller, link.id(), open(now), Updates.set("expiresAt", now));
    }

    /// Uses it up, for the first who asks.
    Optional<MagicLink> consume(Caller.Service caller, String hash, Instant now) {
        return links.claim(caller, hash, open(now), Updates.set("usedAt", now));
    }

    void voidAll(Caller.Service caller, String customerId, Instant now) {
        Bson theirs = Filters.and(Filters.eq("customerId", customerId), open(now));
        links.updateAll(caller, theirs, Updates.set("expiresAt", now));
    }

    void sweep(Instant now) {
        links.sweep(Filters.lte("expiresAt", now));
    }

    private static Bson open(Instant now) {
        return Filters.and(
                Filters.eq("purpose", MagicLink.SIGN_IN),
                Filters.exists("usedAt", false),
                Filters.gt("expiresAt", now));
    }
}
