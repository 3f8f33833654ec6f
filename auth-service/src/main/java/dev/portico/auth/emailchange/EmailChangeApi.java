package dev.portico.auth.emailchange;

import dev.portico.auth.identity.EmailKey;
import dev.portico.auth.identity.Identities;
import dev.portico.auth.identity.Identity;
import dev.portico.auth.merchant.Merchant;
import dev.portico.auth.merchant.Merchants;
import dev.portico.auth.portal.PortalUser;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Principal;
import dev.portico.chassis.caller.RecentSignIn;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Identified;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A customer's change of his own e-mail address. Nothing here answers a link's GET: mail scanners follow links.
@RestController
@RequestMapping("/email-changes")
final class EmailChangeApi {

    private static final int LONGEST = 512;

    private final EmailChanges changes;
    private final Confirming confirming;
    private final Identities identities;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;

    record NewEmailChange(@Nullable String email) {}

    /// @param email typed by whoever is not signed in: the address that the link was sent to
    record OpenedLink(@Nullable String token, @Nullable String email) {}

    /// @param complete whether the other address has confirmed it, too
    record Confirmed(boolean complete) {}

    /// @param status `open` until both addresses have confirmed it, then `confirmed` until it is carried out
    /// @param currentConfirmed whether the address that is known so far has confirmed it
    /// @param newConfirmed whether the new address has confirmed it
    record EmailChangeView(
            String id,
            String customerId,
            String newEmail,
            String status,
            boolean currentConfirmed,
            boolean newConfirmed,
            Instant requestedAt,
            Instant expiresAt)
            implements Identified {

        static EmailChangeView of(EmailChange change) {
            return new EmailChangeView(
                    change.id(),
                    change.customerId(),
                    change.newEmail(),
                    change.status(),
                    change.isConfirmedAt(Side.CURRENT),
                    change.isConfirmedAt(Side.NEW),
                    change.requestedAt(),
                    change.expiresAt());
        }
    }

    EmailChangeApi(
            EmailChanges changes,
            Confirming confirming,
            Identities identities,
            Merchants merchants,
            Ids ids,
            Clock clock) {
        this.changes = changes;
        this.confirming = confirming;
        this.identities = identities;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    // Whether the address is another customer's is not looked up here: whoever asks learns it from no answer.
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    @RecentSignIn
    EmailChangeView ask(Caller.Customer caller, @RequestBody NewEmailChange request) {
        Merchant merchant = merchants.of(caller);
        if (!merchant.portalConfiguration().customerActions().changeEmail())
            throw Refusal.of(ErrorCode.FORBIDDEN, "This is not done in the portal. Ask the seller.");
        Identity customer =
                identities.active(caller, caller.customerId()).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        String email = String.valueOf(request.email).strip();
        Fields.check()
                .required("email", request.email)
                .email("email", request.email == null ? null : email)
                .matches("email", email, to -> !EmailKey.of(to).equals(customer.emailKey()), "is your address already")
                .orRefuse();
        Wish wish = Wish.of(ids.unique("emlchgreq"), email, clock.instant());
        return EmailChangeView.of(changes.ask(caller, customer, wish, merchant.portalUrl()));
    }

    @GetMapping
    Page<EmailChangeView> list(Caller.Customer caller, @Paged PageRequest page) {
        return changes.page(caller, page, clock.instant()).map(EmailChangeView::of);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void callOff(Caller.Customer caller, @PathVariable String id) {
        changes.stop(caller, id, clock.instant());
    }

    @PostMapping("/confirm")
    Confirmed confirm(Principal principal, @RequestBody OpenedLink link) {
        check(link);
        EmailChange change =
                confirming.confirm(PortalUser.of(principal), String.valueOf(link.token), link.email, clock.instant());
        return new Confirmed(change.isUnderWay());
    }

    @PostMapping("/stop")
    Map<String, String> stop(Principal principal, @RequestBody OpenedLink link) {
        check(link);
        confirming.stop(PortalUser.of(principal), String.valueOf(link.token), link.email, clock.instant());
        return Map.of();
    }

    private static void check(OpenedLink link) {
        Fields.check()
                .required("token", link.token)
                .text("token", link.token, LONGEST)
                .text("email", link.email, LONGEST)
                .orRefuse();
    }
}
