package dev.portico.auth.emailchange;

import dev.portico.auth.identity.EmailKey;
import dev.portico.auth.identity.Identity;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.AuthEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A customer's latest wish for another e-mail address. There is one document for each customer who ever had one, so
/// that of two wishes at once one replaces the other, whoever is quicker.
///
/// @param id derived from the customer's
/// @param requestId of this one wish: a new wish has a new one
/// @param sessionId where it was asked for; stays signed in when all others end
/// @param status `open`, then `confirmed`, then `changed` or `refused`; or `stopped`
/// @param currentHash SHA-256 of the token in the link to the current address; absent once it is used
/// @param newHash the same of the new address
/// @param tries how often an address was typed for one of the links
/// @param asked when this customer asked within the last day
record EmailChange(
        String id,
        String merchantId,
        String customerId,
        String requestId,
        String sessionId,
        String locale,
        String currentEmail,
        String newEmail,
        String status,
        @Nullable String currentHash,
        @Nullable String newHash,
        int tries,
        List<Instant> asked,
        Instant requestedAt,
        Instant expiresAt)
        implements Owned {

    static final String OPEN = "open";
    static final String CONFIRMED = "confirmed";
    static final String STOPPED = "stopped";
    static final String CHANGED = "changed";
    static final String REFUSED = "refused";

    /// How long both links are good. Long enough to find the other mailbox.
    static final Duration LIFETIME = Duration.ofHours(1);

    static final Duration A_DAY = Duration.ofDays(1);
    private static final int ASKED_AT_MOST = 5;
    private static final int TRIES = 5;

    static EmailChange of(Caller.Customer caller, Identity customer, Wish wish, List<Instant> before) {
        return new EmailChange(
                idFor(caller.customerId()),
                caller.merchantId(),
                caller.customerId(),
                wish.requestId(),
                caller.sessionId(),
                customer.locale(),
                customer.email(),
                wish.newEmail(),
                OPEN,
                wish.currentHash(),
                wish.newHash(),
                0,
                Stream.concat(before.stream().filter(wish.at().minus(A_DAY)::isBefore), Stream.of(wish.at()))
                        .toList(),
                wish.at(),
                wish.at().plus(LIFETIME));
    }

    static String idFor(String customerId) {
        return Ids.derived("emlchg", customerId);
    }

    boolean isOpen(Instant now) {
        return status.equals(OPEN) && now.isBefore(expiresAt);
    }

    /// Both have agreed, and billing-service has not yet said what became of it.
    boolean isUnderWay() {
        return status.equals(CONFIRMED);
    }

    boolean wasAskedForTooOften(Instant now) {
        return asked.stream().filter(now.minus(A_DAY)::isBefore).count() >= ASKED_AT_MOST;
    }

    boolean isConfirmedAt(Side side) {
        return hash(side) == null;
    }

    boolean isAddress(Side side, String typed) {
        return EmailKey.of(side == Side.CURRENT ? currentEmail : newEmail).equals(EmailKey.of(typed));
    }

    /// One of the two agrees. With the second, everybody hears that it is confirmed.
    Change<EmailChange> confirmedAt(Side side, Sealing sealing) {
        boolean both = isConfirmedAt(side == Side.CURRENT ? Side.NEW : Side.CURRENT);
        EmailChange after = with(
                both ? CONFIRMED : OPEN,
                side == Side.CURRENT ? null : currentHash,
                side == Side.NEW ? null : newHash,
                tries);
        return both
                ? Change.to(after).telling(AuthEvents.EMAIL_CHANGE_CONFIRMED, sealing.told(after))
                : Change.to(after);
    }

    /// An address is typed; counted before anybody looks whether it is the right one. After too many the links are
    /// worth
    /// nothing any more.
    EmailChange tried() {
        return with(tries < TRIES ? OPEN : STOPPED, currentHash, newHash, tries + 1);
    }

    EmailChange stopped() {
        return with(STOPPED, null, null, tries);
    }

    /// What billing-service made of it. Told again, it changes nothing.
    Change<EmailChange> settled(String request, boolean changed, Sealing sealing) {
        if (!isUnderWay() || !requestId.equals(request)) return Change.to(this);
        EmailChange after = with(changed ? CHANGED : REFUSED, null, null, tries);
        return Change.to(after)
                .telling(
                        changed ? AuthEvents.EMAIL_CHANGE_COMPLETED : AuthEvents.EMAIL_CHANGE_REFUSED,
                        sealing.told(after));
    }

    private @Nullable String hash(Side side) {
        return side == Side.CURRENT ? currentHash : newHash;
    }

    private EmailChange with(
            String newStatus, @Nullable String newCurrentHash, @Nullable String newNewHash, int newTries) {
        return new EmailChange(
                id,
                merchantId,
                customerId,
                requestId,
                sessionId,
                locale,
                currentEmail,
                newEmail,
                newStatus,
                newCurrentHash,
                newNewHash,
                newTries,
                asked,
                requestedAt,
                expiresAt);
    }
}
