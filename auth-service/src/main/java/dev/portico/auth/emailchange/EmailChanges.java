package dev.portico.auth.emailchange;

import static dev.portico.events.AuthEvents.EMAIL_CHANGE_REQUESTED;

import com.mongodb.client.model.Filters;
import dev.portico.auth.identity.Identity;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The wishes of all customers for another e-mail address, the latest of each.
@Component
public final class EmailChanges {

    private final Aggregates<EmailChange> changes;
    private final Sealing sealing;

    /// A link that was opened.
    record Opened(EmailChange change, Side side) {}

    EmailChanges(Stores stores, Sealing sealing) {
        this.changes = stores.aggregates("email_changes", EmailChange.class, Topic.AUTH)
                .index("currentHash")
                .index("newHash")
                .dueIndex("expiresAt");
        this.sealing = sealing;
    }

    /// Takes a wish down and has both addresses asked. It takes the place of an older one, whose links are void then.
    ///
    /// @throws Refusal `too_many_requests`; `conflict` while a confirmed one is being carried out
    EmailChange ask(Caller.Customer caller, Identity customer, Wish wish, String portal) {
        try {
            if (changes.find(caller, EmailChange.idFor(caller.customerId())).isEmpty())
                return changes.create(caller, asked(caller, customer, wish, portal, null));
        } catch (Duplicate e) {
            // Another window was quicker: this one comes after it.
        }
        return changes.change(
                caller,
                EmailChange.idFor(caller.customerId()),
                before -> asked(caller, customer, wish, portal, before));
    }

    private Change<EmailChange> asked(
            Caller.Customer caller, Identity customer, Wish wish, String portal, @Nullable EmailChange before) {
        if (before != null && before.isUnderWay())
            throw Refusal.of(ErrorCode.CONFLICT, "The change that was confirmed before is being carried out.");
        if (before != null && before.wasAskedForTooOften(wish.at())) throw Refusal.of(ErrorCode.TOO_MANY_REQUESTS);
        EmailChange change = EmailChange.of(caller, customer, wish, before == null ? List.of() : before.asked());
        return Change.to(change).telling(EMAIL_CHANGE_REQUESTED, sealing.asked(change, wish, portal));
    }

    /// The open or confirmed one, if there is one.
    Page<EmailChange> page(Caller.Customer caller, PageRequest page, Instant now) {
        var open = Filters.and(Filters.eq("status", EmailChange.OPEN), Filters.gt("expiresAt", now));
        return changes.page(caller, Filters.or(open, Filters.eq("status", EmailChange.CONFIRMED)), page);
    }

    /// The open wish that a link belongs to.
    Optional<Opened> opened(Caller.Service caller, String token, Instant now) {
        String hash = Secrets.sha256(token);
        return Arrays.stream(Side.values())
                .flatMap(side -> changes.first(caller, Filters.eq(side.hashField, hash)).stream()
                        .map(found -> new Opened(found, side)))
                .filter(opened -> opened.change().isOpen(now))
                .findFirst();
    }

    /// Changes an open wish, unless another has taken its place since it was looked at.
    ///
    /// @throws Refusal `email_change_link_expired`
    EmailChange change(
            Caller caller, EmailChange seen, Instant now, Function<EmailChange, Change<EmailChange>> change) {
        return changes.change(caller, seen.id(), found -> {
            if (!found.isOpen(now) || !found.requestId().equals(seen.requestId()))
                throw Refusal.of(ErrorCode.EMAIL_CHANGE_LINK_EXPIRED);
            return change.apply(found);
        });
    }

    /// Calls the customer's own open wish off.
    ///
    /// @throws Refusal `not_found` if there is none
    void stop(Caller.Customer caller, String id, Instant now) {
        changes.change(caller, id, found -> {
            if (!found.isOpen(now)) throw Refusal.of(ErrorCode.NOT_FOUND);
            return Change.to(found.stopped());
        });
    }

    Optional<EmailChange> find(Caller.Service caller, String customerId) {
        return changes.find(caller, EmailChange.idFor(customerId));
    }

    void settle(Caller.Service caller, EmailChange change, boolean changed) {
        changes.change(caller, change.id(), found -> found.settled(change.requestId(), changed, sealing));
    }

    /// Forgets what is of no more use: not even for counting how often somebody asked.
    public void sweep(Instant now) {
        changes.sweep(Filters.and(
                Filters.lte("expiresAt", now.minus(EmailChange.A_DAY)), Filters.ne("status", EmailChange.CONFIRMED)));
    }
}
