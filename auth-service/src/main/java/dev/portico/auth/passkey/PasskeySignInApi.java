package dev.portico.auth.passkey;

import dev.portico.auth.portal.Client;
import dev.portico.auth.portal.PortalUser;
import dev.portico.auth.session.Device;
import dev.portico.auth.session.SessionCookie;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.Principal;
import dev.portico.chassis.error.Fields;
import jakarta.servlet.http.Cookie;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Signing in at a portal with a passkey, also for somebody who is signed in already: his sign-in is then a fresh one.
@RestController
final class PasskeySignInApi {

    private final PasskeySignIns signIns;

    /// @param credential `AuthenticationResponseJSON` of WebAuthn, as the browser gives it
    record Shown(@Nullable JsonNode credential) {}

    PasskeySignInApi(PasskeySignIns signIns) {
        this.signIns = signIns;
    }

    @PostMapping("/sign-in/passkey-challenge")
    ResponseEntity<PasskeyOptions> challenge(
            Principal principal, @CookieValue(name = ChallengeCookie.NAME, required = false) @Nullable Cookie cookie) {
        String browser = ChallengeCookie.valueFor(cookie);
        JsonNode options = signIns.ask(PortalUser.of(principal), browser);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, ChallengeCookie.of(browser))
                .body(new PasskeyOptions(options));
    }

    @PostMapping("/sign-in/passkey")
    ResponseEntity<Map<String, String>> signIn(
            Principal principal,
            @RequestBody Shown request,
            @CookieValue(name = ChallengeCookie.NAME, required = false) @Nullable Cookie cookie,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
            @RequestHeader(name = Client.HEADER, required = false) @Nullable String client) {
        Fields.check().required("credential", request.credential()).orRefuse();
        var proof = new PasskeySignIns.Proof(
                Objects.requireNonNull(request.credential()),
                ChallengeCookie.in(cookie),
                Device.of(userAgent),
                Client.of(client).network());
        Sessions.Opened opened = signIns.signIn(PortalUser.of(principal), proof);
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, SessionCookie.of(opened), ChallengeCookie.gone())
                .body(Map.of());
    }
}
