package dev.portico.auth.magiclink;

import dev.portico.auth.audit.Happening;
import dev.portico.auth.audit.Trail;
import dev.portico.auth.limit.Allowances;
import dev.portico.auth.portal.Client;
import dev.portico.chassis.caller.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// How often one client may ask, and how many mails may leave for one merchant's customers. Nothing here has a say in
/// whether a link or a code that was sent is good.
@Component
final class AskLimits {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Allowances allowances;
    private final Trail trail;
    private final LinkSettings settings;

    AskLimits(Allowances allowances, Trail trail, LinkSettings settings) {
        this.allowances = allowances;
        this.trail = trail;
        this.settings = settings;
    }

    /// Counts that a client asks for a link.
    ///
    /// @return how long it is to wait, if that was too often
    Optional<Duration> ask(Caller.Service caller, Client client, Instant now) {
        if (client.fingerprint() == null || settings.perClientAndHour() == 0) return Optional.empty();
        Optional<Duration> wait =
                wait(allowances.take(caller, "sign-in:" + client.fingerprint(), settings.perClientAndHour(), HOUR, 1));
        if (wait.isPresent()) note(caller, client, now);
        return wait;
    }

    // Once an hour for each client: whoever is refused a thousand times fills no store with that.
    private void note(Caller.Service caller, Client client, Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        var limited = Happening.to(null, Happening.What.LIMITED).from(null, client.network());
        trail.noteOnce(caller, limited, now, client.fingerprint() + hour, hour);
    }

    /// Counts a mail. Only addresses of customers come this far: whoever makes up addresses uses up nobody's mails.
    ///
    /// @return whether it is to wait
    boolean mustWait(Caller.Service caller) {
        return settings.perMerchantAndMinute() > 0
                && wait(allowances.take(caller, "sign-in-mails", settings.perMerchantAndMinute(), MINUTE, 1))
                        .isPresent();
    }

    private static Optional<Duration> wait(Allowances.Grant grant) {
        return grant.granted() > 0 ? Optional.empty() : Optional.of(grant.retryAfter());
    }
}
