package dev.portico.auth.magiclink;

import static dev.portico.auth.magiclink.SignInMetrics.Reason.EXPIRED;
import static dev.portico.auth.magiclink.SignInMetrics.Reason.OTHER_BROWSER;
import static dev.portico.auth.magiclink.SignInMetrics.Reason.WRONG_EMAIL;

import dev.portico.auth.identity.EmailKey;
import dev.portico.auth.identity.Identities;
import dev.portico.auth.portal.PortalUser;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Secrets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Redeems links: the token decides which, the browser's cookie or the typed address decides whether.
@Component
public final class SignIns {

    private final Identities identities;
    private final MagicLinks links;
    private final SignInAttempts attempts;
    private final SignInRequests requests;
    private final SendQuotas quotas;
    private final Sessions sessions;
    private final LinkSettings settings;
    private final SignInMetrics metrics;

    /// What a browser shows to be let in.
    ///
    /// @param cookie the one it got when the link was asked for, if it is the same browser
    /// @param email typed, if it is another one
    record Proof(
            String token,
            @Nullable String cookie,
            @Nullable String email,
            @Nullable String device) {

        @Override
        public String toString() {
            return "Proof";
        }
    }

    /// Somebody is in.
    record SignedIn(Sessions.Opened opened, String next) {}

    SignIns(
            Identities identities,
            MagicLinks links,
            SignInAttempts attempts,
            SignInRequests requests,
            SendQuotas quotas,
            Sessions sessions,
            LinkSettings settings,
            SignInMetrics metrics) {
        this.identities = identities;
        this.links = links;
        this.attempts = attempts;
        this.requests = requests;
        this.quotas = quotas;
        this.sessions = sessions;
        this.settings = settings;
        this.metrics = metrics;
    }

    /// @throws Refusal `sign_in_link_expired` for what is unknown, foreign, used or too old, all alike;
    ///     `sign_in_email_required` in another browser, until the right address is typed
    SignedIn redeem(PortalUser user, Proof proof, Instant now) {
        Caller.Service caller = user.service("a sign-in link is opened");
        String hash = Secrets.sha256(proof.token());
        MagicLink link = links.find(caller, hash, now).orElseThrow(this::expired);
        if (!link.isBoundTo(proof.cookie())) requireEmail(caller, link, proof.email(), now);
        if (identities.active(caller, link.customerId()).isEmpty()) throw expired();
        MagicLink used = links.consume(caller, hash, now).orElseThrow(this::expired);
        links.voidAll(caller, used.customerId(), now);
        if (user.customer() != null) sessions.end(user.customer());
        metrics.signedIn();
        return new SignedIn(sessions.open(caller, used.customerId(), proof.device(), now), used.next());
    }

    /// Voids the links that a customer has asked for.
    public void voidLinks(Caller.Service caller, String customerId, Instant now) {
        links.voidAll(caller, customerId, now);
    }

    /// Forgets what has expired.
    public void sweep(Instant now) {
        links.sweep(now);
        requests.sweep(now);
        quotas.sweep(now);
        attempts.sweep(now.minus(settings.validFor()));
    }

    private void requireEmail(Caller.Service caller, MagicLink link, @Nullable String email, Instant now) {
        if (email == null) throw refused(ErrorCode.SIGN_IN_EMAIL_REQUIRED, OTHER_BROWSER);
        MagicLink tried = links.tried(caller, link.id(), now).orElseThrow(this::expired);
        if (tried.emailKey().equals(EmailKey.of(email))) return;
        links.giveUp(caller, tried, now);
        throw refused(ErrorCode.SIGN_IN_EMAIL_REQUIRED, WRONG_EMAIL);
    }

    private Refusal expired() {
        return refused(ErrorCode.SIGN_IN_LINK_EXPIRED, EXPIRED);
    }

    private Refusal refused(ErrorCode code, SignInMetrics.Reason reason) {
        metrics.refused(reason);
        return Refusal.of(code);
    }
}
