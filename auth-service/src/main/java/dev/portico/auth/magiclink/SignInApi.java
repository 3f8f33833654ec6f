package dev.portico.auth.magiclink;

import dev.portico.auth.identity.EmailKey;
import dev.portico.auth.portal.Client;
import dev.portico.auth.portal.PortalUser;
import dev.portico.auth.session.Device;
import dev.portico.auth.session.SessionCookie;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Principal;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.work.Worker;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Signing in at a portal. Nothing here answers GET: mail scanners follow links.
@RestController
@RequestMapping("/sign-in")
final class SignInApi {

    private static final int LONGEST = 512;

    private final SignInAttempts attempts;
    private final Worker signInWork;
    private final SignIns signIns;
    private final LinkSettings settings;
    private final AskLimits limits;
    private final SignInMetrics metrics;
    private final Ids ids;
    private final Clock clock;

    /// @param next the page to show afterwards
    record LinkRequest(@Nullable String email, @Nullable String next) {}

    record RedeemRequest(@Nullable String token, @Nullable String email) {}

    /// @param email the address that was asked for
    /// @param code six digits out of the e-mail
    record CodeRequest(@Nullable String email, @Nullable String code) {}

    record Redeemed(String next) {}

    SignInApi(
            SignInAttempts attempts,
            Worker signInWork,
            SignIns signIns,
            LinkSettings settings,
            AskLimits limits,
            SignInMetrics metrics,
            Ids ids,
            Clock clock) {
        this.attempts = attempts;
        this.signInWork = signInWork;
        this.signIns = signIns;
        this.settings = settings;
        this.limits = limits;
        this.metrics = metrics;
        this.ids = ids;
        this.clock = clock;
    }

    // The same work and the same answer, whoever's address it is.
    @PostMapping
    ResponseEntity<Map<String, String>> request(
            Principal principal,
            @RequestBody LinkRequest request,
            @CookieValue(name = LinkCookie.NAME, required = false) @Nullable Cookie cookie,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
            @RequestHeader(name = Client.HEADER, required = false) @Nullable String client,
            HttpServletResponse response) {
        PortalUser user = PortalUser.of(principal);
        check(request);
        Caller.Service caller = user.service("somebody wants to sign in");
        Client from = Client.of(client);
        limits.ask(caller, from, clock.instant()).ifPresent(wait -> refuse(response, wait));
        String binding = LinkCookie.valueFor(LinkCookie.in(cookie));
        attempts.add(caller, attempt(user, request, binding, Device.of(userAgent), from));
        signInWork.wake();
        metrics.requested();
        return answer(HttpStatus.ACCEPTED)
                .header(HttpHeaders.SET_COOKIE, LinkCookie.of(binding, settings.validFor()))
                .body(Map.of());
    }

    @PostMapping("/redeem")
    ResponseEntity<Redeemed> redeem(
            Principal principal,
            @RequestBody RedeemRequest request,
            @CookieValue(name = LinkCookie.NAME, required = false) @Nullable Cookie cookie,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
            @RequestHeader(name = Client.HEADER, required = false) @Nullable String client) {
        Fields.check()
                .required("token", request.token())
                .text("token", request.token(), LONGEST)
                .text("email", request.email(), LONGEST)
                .orRefuse();
        var proof = new SignIns.Proof(
                String.valueOf(request.token()),
                LinkCookie.in(cookie),
                request.email(),
                SignIns.Visit.of(userAgent, client));
        return entered(signIns.redeem(PortalUser.of(principal), proof, clock.instant()));
    }

    /// In the browser that asked, and in no other.
    @PostMapping("/code")
    ResponseEntity<Redeemed> redeemCode(
            Principal principal,
            @RequestBody CodeRequest request,
            @CookieValue(name = LinkCookie.NAME, required = false) @Nullable Cookie cookie,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
            @RequestHeader(name = Client.HEADER, required = false) @Nullable String client) {
        Fields.check()
                .required("email", request.email())
                .text("email", request.email(), LONGEST)
                .required("code", request.code())
                .matches(
                        "code",
                        request.code(),
                        code -> SignInCodes.CODE.matcher(code).matches(),
                        "must have six digits")
                .orRefuse();
        var typed = new SignIns.Typed(
                String.valueOf(request.code()),
                String.valueOf(request.email()),
                LinkCookie.in(cookie),
                SignIns.Visit.of(userAgent, client));
        return entered(signIns.redeem(PortalUser.of(principal), typed, clock.instant()));
    }

    private static ResponseEntity<Redeemed> entered(SignIns.SignedIn signedIn) {
        return answer(HttpStatus.OK)
                .header(HttpHeaders.SET_COOKIE, SessionCookie.of(signedIn.opened()), LinkCookie.gone())
                .body(new Redeemed(signedIn.next()));
    }

    private static void refuse(HttpServletResponse response, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
        throw Refusal.of(ErrorCode.TOO_MANY_REQUESTS);
    }

    private static void check(LinkRequest request) {
        String email = request.email();
        String typed = email == null || email.isBlank() ? null : email.strip();
        Fields.check()
                .required("email", email)
                .email("email", typed)
                .matches("email", typed, EmailKey::isPlain, "must be an e-mail address, written plainly")
                .matches("next", request.next(), NextPath::isValid, NextPath.RULE)
                .orRefuse();
    }

    private SignInAttempt attempt(
            PortalUser user, LinkRequest request, String binding, @Nullable String device, Client from) {
        Instant now = clock.instant();
        return new SignInAttempt(
                ids.next("attempt"),
                user.merchantId(),
                EmailKey.of(String.valueOf(request.email())),
                Secrets.sha256(binding),
                request.next() == null ? NextPath.HOME : request.next(),
                device,
                from.network(),
                Trace.current().traceparent(),
                now,
                now);
    }

    private static ResponseEntity.BodyBuilder answer(HttpStatus status) {
        return ResponseEntity.status(status).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
