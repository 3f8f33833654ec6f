package dev.portico.auth.account;

import dev.portico.auth.audit.Noted;
import dev.portico.auth.audit.Trail;
import dev.portico.auth.identity.Identities;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Identified;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// Who came in, who tried, who left: to a customer his own, to a merchant all of its customers'.
@RestController
@Needs("customer_sign_in.read")
final class SignInsApi {

    private final Trail trail;
    private final Identities identities;

    /// @param customerId whom it concerns; null if that is nobody who is known
    /// @param type what happened: `requested`, `sent`, `limited`, `opened_elsewhere`, `signed_in`, `refused`,
    ///     `signed_out`, `revoked`
    /// @param method by what somebody came, or tried to: `link`, `code`, `pass`, `passkey`; null if by nothing
    /// @param device the browser by its own word, coarsely
    /// @param network the client's address without its end
    record SignInView(
            String id,
            @Nullable String customerId,
            String type,
            @Nullable String method,
            @Nullable String device,
            @Nullable String network,
            Instant occurredAt)
            implements Identified {

        static SignInView of(Noted noted) {
            return new SignInView(
                    noted.id(),
                    noted.customerId(),
                    noted.type(),
                    noted.method(),
                    noted.device(),
                    noted.network(),
                    noted.occurredAt());
        }
    }

    SignInsApi(Trail trail, Identities identities) {
        this.trail = trail;
        this.identities = identities;
    }

    @GetMapping("/sign-ins")
    Page<SignInView> list(Caller caller, @Paged PageRequest page) {
        return trail.list(caller, null, page).map(SignInView::of);
    }

    /// @throws Refusal `not_found`, if the merchant has no such customer
    @GetMapping("/customers/{customerId}/sign-ins")
    Page<SignInView> ofCustomer(Caller.Merchant caller, @PathVariable String customerId, @Paged PageRequest page) {
        if (!identities.isKnown(caller, customerId)) throw Refusal.of(ErrorCode.NOT_FOUND);
        return trail.list(caller, customerId, page).map(SignInView::of);
    }
}
