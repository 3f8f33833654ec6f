package dev.portico.auth.emailchange;

import dev.portico.auth.emailchange.EmailChanges.Opened;
import dev.portico.auth.portal.PortalUser;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Change;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Opens the links that were sent to both addresses. A mail scanner that opens one, and presses what it finds, has
/// neither the customer's session nor the address to type.
@Component
final class Confirming {

    private final EmailChanges changes;
    private final Sealing sealing;

    Confirming(EmailChanges changes, Sealing sealing) {
        this.changes = changes;
        this.sealing = sealing;
    }

    /// @param email typed, by whoever is not signed in
    /// @throws Refusal `email_change_link_expired` for what is unknown, foreign, used, replaced or too old;
    ///     `email_change_address_required` until the right address is typed
    EmailChange confirm(PortalUser user, String token, @Nullable String email, Instant now) {
        Caller.Service caller = user.service("an e-mail change is confirmed");
        Opened opened = opened(caller, user, token, email, now);
        return changes.change(caller, opened.change(), now, found -> {
            if (found.isConfirmedAt(opened.side())) throw expired();
            return found.confirmedAt(opened.side(), sealing);
        });
    }

    /// Calls the change off, at the word of whoever has the current address.
    ///
    /// @throws Refusal as [#confirm] does
    void stop(PortalUser user, String token, @Nullable String email, Instant now) {
        Caller.Service caller = user.service("an e-mail change is called off");
        Opened opened = opened(caller, user, token, email, now);
        if (opened.side() != Side.CURRENT) throw expired();
        changes.change(caller, opened.change(), now, found -> Change.to(found.stopped()));
    }

    private Opened opened(Caller.Service caller, PortalUser user, String token, @Nullable String email, Instant now) {
        Opened opened = changes.opened(caller, token, now).orElseThrow(Confirming::expired);
        Caller.Customer customer = user.customer();
        if (customer != null && customer.customerId().equals(opened.change().customerId())) return opened;
        if (email == null) throw Refusal.of(ErrorCode.EMAIL_CHANGE_ADDRESS_REQUIRED);
        EmailChange tried = changes.change(caller, opened.change(), now, found -> Change.to(found.tried()));
        if (!tried.isOpen(now)) throw expired();
        if (tried.isAddress(opened.side(), email)) return opened;
        throw Refusal.of(ErrorCode.EMAIL_CHANGE_ADDRESS_REQUIRED);
    }

    private static Refusal expired() {
        return Refusal.of(ErrorCode.EMAIL_CHANGE_LINK_EXPIRED);
    }
}
