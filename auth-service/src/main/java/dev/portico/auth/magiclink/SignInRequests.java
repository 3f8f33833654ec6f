package dev.portico.auth.magiclink;

import static dev.portico.events.AuthEvents.SIGN_IN_REQUESTED;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.events.SignInRequestData;
import dev.portico.events.Topic;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Asks notification-service for mails, once per attempt.
@Component
final class SignInRequests {

    private final Aggregates<SignInRequest> requests;
    private final Sealer sealer;

    SignInRequests(Stores stores, Sealer sealer) {
        this.requests = stores.aggregates("sign_in_requests", SignInRequest.class, Topic.AUTH)
                .dueIndex("expiresAt");
        this.sealer = sealer;
    }

    boolean isKnown(Caller.Service caller, String id) {
        return requests.find(caller, id).isPresent();
    }

    /// Has the link sent. Changes nothing if that was done before.
    void send(Caller.Service caller, SignInMail mail) {
        var request = new SignInRequest(
                mail.requestId(), caller.merchantId(), mail.to().id(), mail.requestedAt(), mail.expiresAt());
        try {
            requests.create(caller, Change.to(request).telling(SIGN_IN_REQUESTED, told(mail)));
        } catch (Duplicate e) {
            // Another worker was quicker with the same attempt: its mail is the one.
        }
    }

    void sweep(Instant now) {
        requests.sweep(Filters.lte("expiresAt", now));
    }

    private SignInRequestData told(SignInMail mail) {
        return new SignInRequestData(
                mail.requestId(),
                mail.to().id(),
                mail.to().email(),
                mail.to().locale(),
                sealer.seal(mail.link(), mail.requestId()),
                mail.device(),
                mail.requestedAt(),
                mail.expiresAt(),
                sealer.seal(mail.code(), mail.requestId() + "/code"));
    }
}
