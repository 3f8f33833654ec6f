package dev.portico.auth.emailchange;

import dev.portico.chassis.id.Sealer;
import dev.portico.events.EmailChangeData;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells of e-mail changes with every address and link sealed, for that one wish.
@Component
final class Sealing {

    private final Sealer sealer;

    Sealing(Sealer sealer) {
        this.sealer = sealer;
    }

    EmailChangeData told(EmailChange change) {
        return told(change, null, null);
    }

    /// @param portal the address of the portal, which the links start with, whatever host the request named
    EmailChangeData asked(EmailChange change, Wish wish, String portal) {
        return told(
                change,
                sealer.seal(link(portal, Side.CURRENT, wish.currentToken()), change.requestId()),
                sealer.seal(link(portal, Side.NEW, wish.newToken()), change.requestId()));
    }

    // The token is in the fragment, which no server and no log ever sees.
    private static String link(String portal, Side side, String token) {
        return portal + side.page + "#t=" + token;
    }

    private EmailChangeData told(EmailChange change, @Nullable String currentLink, @Nullable String newLink) {
        return new EmailChangeData(
                change.requestId(),
                change.customerId(),
                change.status(),
                change.locale(),
                sealer.seal(change.currentEmail(), change.requestId()),
                sealer.seal(change.newEmail(), change.requestId()),
                currentLink,
                newLink,
                change.requestedAt(),
                change.expiresAt());
    }
}
