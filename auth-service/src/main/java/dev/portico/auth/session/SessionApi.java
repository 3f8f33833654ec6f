package dev.portico.auth.session;

import dev.portico.auth.audit.Happening;
import dev.portico.auth.audit.Happening.What;
import dev.portico.auth.audit.Trail;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.http.Identified;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// A customer's own sessions.
@RestController
final class SessionApi {

    // What the portal's pages left in the browser. Of its cookies only the session's ends: a language stays chosen.
    private static final String LEFT_BEHIND = "\"cache\", \"storage\"";

    private final Sessions sessions;
    private final Trail trail;
    private final Clock clock;

    /// @param network the address it was opened from, without its end
    /// @param current whether this is the session of who asks
    record SessionView(
            String id,
            String customerId,
            @Nullable String device,
            @Nullable String network,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt,
            boolean current)
            implements Identified {

        static SessionView of(Session session, Caller.Customer caller) {
            return new SessionView(
                    session.id(),
                    session.customerId(),
                    session.device(),
                    session.network(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt(),
                    session.id().equals(caller.sessionId()));
        }
    }

    SessionApi(Sessions sessions, Trail trail, Clock clock) {
        this.sessions = sessions;
        this.trail = trail;
        this.clock = clock;
    }

    @GetMapping("/session")
    SessionView own(Caller.Customer caller) {
        return SessionView.of(sessions.own(caller, clock.instant()), caller);
    }

    @GetMapping("/sessions")
    Page<SessionView> list(Caller.Customer caller, @Paged PageRequest page) {
        return sessions.list(caller, page, clock.instant()).map(session -> SessionView.of(session, caller));
    }

    @DeleteMapping("/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutOne(Caller.Customer caller, @PathVariable String id) {
        sessions.end(caller, id, clock.instant());
    }

    @DeleteMapping("/session")
    ResponseEntity<Void> signOut(Caller.Customer caller) {
        sessions.end(caller);
        trail.note(caller, Happening.to(caller.customerId(), What.SIGNED_OUT), clock.instant());
        return goodbye();
    }

    @DeleteMapping("/sessions")
    ResponseEntity<Void> signOutEverywhere(Caller.Customer caller) {
        sessions.endAll(caller, clock.instant());
        trail.note(caller, Happening.to(caller.customerId(), What.REVOKED), clock.instant());
        return goodbye();
    }

    private static ResponseEntity<Void> goodbye() {
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, SessionCookie.gone())
                .header("Clear-Site-Data", LEFT_BEHIND)
                .build();
    }
}
