package dev.portico.auth.magiclink;

import dev.portico.auth.identity.Identities;
import dev.portico.auth.identity.Identity;
import dev.portico.auth.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Answers an attempt with a link, if the address is an active customer's and has not had too many. May be called again
/// with the same attempt, after a crash at any line: one mail is sent.
@Component
final class LinkSender {

    private final Identities identities;
    private final Merchants merchants;
    private final SendQuotas quotas;
    private final MagicLinks links;
    private final SignInRequests requests;
    private final SignInCodes codes;
    private final LinkSettings settings;

    LinkSender(
            Identities identities,
            Merchants merchants,
            SendQuotas quotas,
            MagicLinks links,
            SignInRequests requests,
            SignInCodes codes,
            LinkSettings settings) {
        this.identities = identities;
        this.merchants = merchants;
        this.quotas = quotas;
        this.links = links;
        this.requests = requests;
        this.codes = codes;
        this.settings = settings;
    }

    /// @return whether the address is an active customer's
    boolean answer(SignInAttempt attempt, Instant now) {
        // Nobody waits for a mail any more that an outage has held up for so long.
        if (!now.isBefore(attempt.createdAt().plus(settings.validFor()))) return false;
        Caller.Service caller = attempt.caller();
        Optional<Identity> known = identities.activeByEmail(caller, attempt.emailKey());
        known.filter(_ -> quotas.take(caller, attempt.emailKey(), attempt.id(), now))
                .filter(_ -> !requests.isKnown(caller, requestFor(attempt)))
                .ifPresent(identity -> send(attempt, identity, now));
        return known.isPresent();
    }

    private void send(SignInAttempt attempt, Identity identity, Instant now) {
        Caller.Service caller = attempt.caller();
        String token = Secrets.token();
        String code = codes.next();
        Instant expiresAt = now.plus(settings.validFor());
        var link = new MagicLink(
                Secrets.sha256(token),
                attempt.merchantId(),
                identity.id(),
                MagicLink.SIGN_IN,
                requestFor(attempt),
                attempt.bindingHash(),
                attempt.emailKey(),
                codes.kept(requestFor(attempt), code),
                attempt.next(),
                0,
                now,
                expiresAt,
                null);
        links.open(caller, link, now);
        // The merchant's own address: whatever host the request named has no part in it. The token is in the fragment,
        // which no server and no log ever sees.
        String address = merchants.of(caller).portalUrl() + "/sign-in/link#t=" + token;
        requests.send(
                caller,
                new SignInMail(
                        link.requestId(), identity, address, code, attempt.device(), attempt.createdAt(), expiresAt));
    }

    private static String requestFor(SignInAttempt attempt) {
        return Ids.derived("signin", attempt.id());
    }
}
