package dev.portico.auth.portalsession;

import dev.portico.auth.audit.Happening;
import dev.portico.auth.audit.Happening.What;
import dev.portico.auth.audit.Trail;
import dev.portico.auth.identity.Identities;
import dev.portico.auth.portal.Client;
import dev.portico.auth.portal.PortalUser;
import dev.portico.auth.session.Device;
import dev.portico.auth.session.SessionCookie;
import dev.portico.auth.session.Sessions;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.caller.PortalPasses.Pass;
import dev.portico.chassis.caller.Principal;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/// Takes passes at a portal's door. Nothing here answers GET.
@RestController
final class PassApi {

    private static final int LONGEST = 512;

    private final PortalPasses passes;
    private final UsedPasses used;
    private final Identities identities;
    private final Sessions sessions;
    private final Trail trail;
    private final MeterRegistry meters;
    private final Clock clock;

    record Shown(@Nullable String token) {}

    PassApi(
            PortalPasses passes,
            UsedPasses used,
            Identities identities,
            Sessions sessions,
            Trail trail,
            MeterRegistry meters,
            Clock clock) {
        this.passes = passes;
        this.used = used;
        this.identities = identities;
        this.sessions = sessions;
        this.trail = trail;
        this.meters = meters;
        this.clock = clock;
    }

    /// @throws Refusal `sign_in_link_expired` for what is unknown, another portal's, used or too old, all alike
    @PostMapping("/sign-in/pass")
    ResponseEntity<Map<String, String>> enter(
            Principal principal,
            @RequestBody Shown request,
            @RequestHeader(name = HttpHeaders.USER_AGENT, required = false) @Nullable String userAgent,
            @RequestHeader(name = Client.HEADER, required = false) @Nullable String client) {
        Fields.check()
                .required("token", request.token)
                .text("token", request.token, LONGEST)
                .orRefuse();
        PortalUser user = PortalUser.of(principal);
        var caller = user.service("a pass is shown");
        Pass pass = passes.read(String.valueOf(request.token))
                .filter(read -> read.merchantId().equals(user.merchantId()))
                .filter(read -> identities.active(caller, read.customerId()).isPresent())
                .filter(read -> used.use(caller, read))
                .orElseThrow(this::expired);
        if (user.customer() != null) sessions.end(user.customer());
        meters.counter("sign_in.passes", "outcome", "signed_in").increment();
        String device = Device.of(userAgent);
        String network = Client.of(client).network();
        var opened = sessions.open(caller, pass.customerId(), device, network, clock.instant());
        var entered = Happening.to(pass.customerId(), What.SIGNED_IN).by("pass");
        trail.note(caller, entered.from(device, network), clock.instant());
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.SET_COOKIE, SessionCookie.of(opened))
                .body(Map.of());
    }

    private Refusal expired() {
        meters.counter("sign_in.passes", "outcome", "refused").increment();
        return Refusal.of(ErrorCode.SIGN_IN_LINK_EXPIRED);
    }
}
