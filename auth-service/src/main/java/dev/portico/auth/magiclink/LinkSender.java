package dev.portico.auth.magiclink;

import dev.portico.auth.audit.Happening;
import dev.portico.auth.audit.Happening.What;
import dev.portico.auth.audit.Trail;
import dev.portico.auth.identity.Identities;
import dev.portico.auth.identity.Identity;
import dev.portico.auth.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Answers an attempt with a link, if the address is an active customer's and has not had too many. May be called again
/// with the same attempt, after a crash at any line: one mail is sent.
@Component
final class LinkSender {

    private final Identities identities;
    private final Merchants merchants;
    private final SendQuotas quotas;
    private final AskLimits limits;
    private final MagicLinks links;
    private final SignInRequests requests;
    private final SignInCodes codes;
    private final Trail trail;
    private final LinkSettings settings;

    /// What became of an attempt.
    enum Outcome {
        /// The address is no active customer's, as far as is known by now.
        NOBODYS,
        /// Its merchant's customers were sent so many mails that this one is to wait.
        WAITS,
        ANSWERED
    }

    LinkSender(
            Identities identities,
            Merchants merchants,
            SendQuotas quotas,
            AskLimits limits,
            MagicLinks links,
            SignInRequests requests,
            SignInCodes codes,
            Trail trail,
            LinkSettings settings) {
        this.identities = identities;
        this.merchants = merchants;
        this.quotas = quotas;
        this.limits = limits;
        this.links = links;
        this.requests = requests;
        this.codes = codes;
        this.trail = trail;
        this.settings = settings;
    }

    Outcome answer(SignInAttempt attempt, Instant now) {
        // Nobody waits for a mail any more that an outage has held up for so long.
        if (!now.isBefore(attempt.createdAt().plus(settings.validFor()))) return Outcome.NOBODYS;
        Caller.Service caller = attempt.caller();
        Optional<Identity> known = identities.activeByEmail(caller, attempt.emailKey());
        if (known.isEmpty()) return Outcome.NOBODYS;
        note(attempt, known.get().id(), What.REQUESTED);
        if (!quotas.take(caller, attempt.emailKey(), attempt.id(), now)) {
            note(attempt, known.get().id(), What.LIMITED);
            return Outcome.ANSWERED;
        }
        if (requests.isKnown(caller, requestFor(attempt))) return Outcome.ANSWERED;
        if (limits.mustWait(caller)) return Outcome.WAITS;
        send(attempt, known.get(), now);
        return Outcome.ANSWERED;
    }

    /// The address turned out to be nobody's.
    void giveUp(SignInAttempt attempt) {
        note(attempt, null, What.REQUESTED);
    }

    // An attempt may be worked on more than once.
    private void note(SignInAttempt attempt, @Nullable String customerId, What what) {
        var happening = Happening.to(customerId, what).from(attempt.device(), attempt.network());
        trail.noteOnce(attempt.caller(), happening, attempt.createdAt(), attempt.id(), attempt.createdAt());
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
        trail.note(caller, Happening.to(identity.id(), What.SENT), now);
    }

    private static String requestFor(SignInAttempt attempt) {
        return Ids.derived("signin", attempt.id());
    }
}
