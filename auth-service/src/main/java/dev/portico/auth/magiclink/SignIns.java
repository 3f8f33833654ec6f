package dev.portico.auth.magiclink;

import static dev.portico.auth.magiclink.SignInMetrics.Reason.EXPIRED;
import static dev.portico.auth.magiclink.SignInMetrics.Reason.OTHER_BROWSER;
import static dev.portico.auth.magiclink.SignInMetrics.Reason.WRONG_CODE;
import static dev.portico.auth.magiclink.SignInMetrics.Reason.WRONG_EMAIL;

import dev.portico.auth.audit.Happening;
import dev.portico.auth.audit.Happening.What;
import dev.portico.auth.audit.Trail;
import dev.portico.auth.identity.EmailKey;
import dev.portico.auth.identity.Identities;
import dev.portico.auth.portal.Client;
import dev.portico.auth.portal.PortalUser;
import dev.portico.auth.session.Device;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Secrets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Redeems links and codes. Of a link the token decides which, the browser's cookie or the typed address whether; of a
/// code the cookie and the address decide which, and the digits whether. Either is the end of both.
@Component
public final class SignIns {

    private static final String LINK = "link";
    private static final String CODE = "code";

    private final Identities identities;
    private final MagicLinks links;
    private final SignInAttempts attempts;
    private final SignInRequests requests;
    private final SendQuotas quotas;
    private final SignInCodes codes;
    private final Guesses guesses;
    private final Sessions sessions;
    private final Trail trail;
    private final LinkSettings settings;
    private final SignInMetrics metrics;

    /// Who comes, as far as the trail may know.
    record Visit(@Nullable String device, @Nullable String network) {

        static Visit of(@Nullable String userAgent, @Nullable String client) {
            return new Visit(Device.of(userAgent), Client.of(client).network());
        }
    }

    /// What a browser shows to be let in.
    ///
    /// @param cookie the one it got when the link was asked for, if it is the same browser
    /// @param email typed, if it is another one
    record Proof(
            String token, @Nullable String cookie, @Nullable String email, Visit visit) {

        @Override
        public String toString() {
            return "Proof";
        }
    }

    /// What somebody typed who reads his mail elsewhere.
    ///
    /// @param cookie the one that the browser got when it asked
    record Typed(String code, String email, @Nullable String cookie, Visit visit) {

        @Override
        public String toString() {
            return "Typed";
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
            SignInCodes codes,
            Guesses guesses,
            Sessions sessions,
            Trail trail,
            LinkSettings settings,
            SignInMetrics metrics) {
        this.identities = identities;
        this.links = links;
        this.attempts = attempts;
        this.requests = requests;
        this.quotas = quotas;
        this.codes = codes;
        this.guesses = guesses;
        this.sessions = sessions;
        this.trail = trail;
        this.settings = settings;
        this.metrics = metrics;
    }

    /// @throws Refusal `sign_in_link_expired` for what is unknown, foreign, used or too old, all alike;
    ///     `sign_in_email_required` in another browser, until the right address is typed
    SignedIn redeem(PortalUser user, Proof proof, Instant now) {
        Caller.Service caller = user.service("a sign-in link is opened");
        String hash = Secrets.sha256(proof.token());
        MagicLink link = links.find(caller, hash, now).orElseThrow(() -> spent(caller, hash, proof.visit(), now));
        if (!link.isBoundTo(proof.cookie())) requireEmail(caller, link, proof, now);
        return enter(user, link, LINK, proof.visit(), now).orElseThrow(this::expired);
    }

    /// Whoever guesses learns nothing from how long it takes: the same is read, counted and hashed whether or not the
    /// address is somebody's.
    ///
    /// @throws Refusal `sign_in_code_invalid` for what is wrong, unknown, used, too old or tried too often, all
    ///     alike
    SignedIn redeem(PortalUser user, Typed typed, Instant now) {
        Caller.Service caller = user.service("a sign-in code is typed");
        if (typed.cookie() == null) throw invalid();
        String binding = Secrets.sha256(typed.cookie());
        String emailKey = EmailKey.of(typed.email());
        SignInAttempt asked = attempts.last(caller, binding, emailKey, now.minus(settings.validFor()))
                .orElseThrow(this::invalid);
        MagicLink link = links.askedFor(caller, binding, emailKey, now).orElse(null);
        if (!guesses.allow(caller, link == null ? asked.id() : link.requestId(), emailKey, now)) throw invalid();
        if (!codes.matches(typed.code(), link) || link == null) {
            String customer = link == null ? null : link.customerId();
            note(caller, Happening.to(customer, What.REFUSED).by(CODE), typed.visit(), now);
            throw invalid();
        }
        return enter(user, link, CODE, typed.visit(), now).orElseThrow(this::invalid);
    }

    private Optional<SignedIn> enter(PortalUser user, MagicLink link, String method, Visit visit, Instant now) {
        Caller.Service caller = user.service("somebody signs in");
        return identities
                .active(caller, link.customerId())
                .flatMap(_ -> links.consume(caller, link.id(), now))
                .map(used -> {
                    links.voidAll(caller, used.customerId(), now);
                    guesses.forgive(caller, used.emailKey());
                    if (user.customer() != null) sessions.end(user.customer());
                    metrics.signedIn();
                    note(caller, Happening.to(used.customerId(), What.SIGNED_IN).by(method), visit, now);
                    var opened = sessions.open(caller, used.customerId(), visit.device(), visit.network(), now);
                    return new SignedIn(opened, used.next());
                });
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
        guesses.sweep(now);
        attempts.sweep(now.minus(settings.validFor()));
    }

    private void requireEmail(Caller.Service caller, MagicLink link, Proof proof, Instant now) {
        if (proof.email() == null) {
            noteOnce(caller, link, What.OPENED_ELSEWHERE, proof.visit(), now);
            throw refused(ErrorCode.SIGN_IN_EMAIL_REQUIRED, OTHER_BROWSER);
        }
        MagicLink tried = links.tried(caller, link.id(), now).orElseThrow(this::expired);
        if (tried.emailKey().equals(EmailKey.of(proof.email()))) return;
        links.giveUp(caller, tried, now);
        note(caller, Happening.to(link.customerId(), What.REFUSED).by(LINK), proof.visit(), now);
        throw refused(ErrorCode.SIGN_IN_EMAIL_REQUIRED, WRONG_EMAIL);
    }

    // A link of which there never was one is nobody's: there is nobody to tell of it.
    private Refusal spent(Caller.Service caller, String hash, Visit visit, Instant now) {
        links.kept(caller, hash).ifPresent(link -> noteOnce(caller, link, What.REFUSED, visit, now));
        return expired();
    }

    private void note(Caller.Service caller, Happening happening, Visit visit, Instant now) {
        trail.note(caller, happening.from(visit.device(), visit.network()), now);
    }

    // Mail scanners open a link again and again.
    private void noteOnce(Caller.Service caller, MagicLink link, What what, Visit visit, Instant now) {
        var happening = Happening.to(link.customerId(), what).by(LINK).from(visit.device(), visit.network());
        trail.noteOnce(caller, happening, now, link.id(), link.createdAt());
    }

    private Refusal expired() {
        return refused(ErrorCode.SIGN_IN_LINK_EXPIRED, EXPIRED);
    }

    private Refusal invalid() {
        return refused(ErrorCode.SIGN_IN_CODE_INVALID, WRONG_CODE);
    }

    private Refusal refused(ErrorCode code, SignInMetrics.Reason reason) {
        metrics.refused(reason);
        return Refusal.of(code);
    }
}
