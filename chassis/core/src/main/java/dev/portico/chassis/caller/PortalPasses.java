package dev.portico.chassis.caller;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Passes that sign one customer in at one portal, without an e-mail: once, and for minutes. Whatever a pass says is
/// sealed in it, so that any service can issue one; auth-service alone takes them, and remembers which are used.
public final class PortalPasses {

    /// How long a pass is good for unless somebody says otherwise.
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String CONTEXT = "portal pass";

    private final Sealer sealer;
    private final Clock clock;

    /// What a pass is good for.
    ///
    /// @param nonce the same for nobody else's
    public record Pass(String merchantId, String customerId, String nonce, Instant expiresAt) {}

    public PortalPasses(Sealer sealer, Clock clock) {
        this.sealer = sealer;
        this.clock = clock;
    }

    /// A new pass as text.
    ///
    /// @param prefix says what it is for to whoever sees it: `pga` or `pca`
    public String issue(String prefix, String merchantId, String customerId, Duration validFor) {
        Instant expires = clock.instant().plus(validFor);
        String said =
                String.join("\n", merchantId, customerId, Secrets.token(), String.valueOf(expires.toEpochMilli()));
        return prefix + "_" + sealer.seal(said, CONTEXT);
    }

    /// A link that signs in. The pass stands behind the `#`: browsers send that to nobody, so it is in no log and no
    /// Referer.
    public String link(String url, String merchantId, String customerId, Duration validFor) {
        return url + "#token=" + issue("pga", merchantId, customerId, validFor);
    }

    /// Reads a pass that has not expired. Whether it was used is not known here.
    public Optional<Pass> read(String text) {
        try {
            String[] said =
                    sealer.open(text.substring(text.indexOf('_') + 1), CONTEXT).split("\n");
            var pass = new Pass(said[0], said[1], said[2], Instant.ofEpochMilli(Long.parseLong(said[3])));
            return clock.instant().isBefore(pass.expiresAt()) ? Optional.of(pass) : Optional.empty();
        } catch (IllegalStateException
                | IllegalArgumentException
                | ArrayIndexOutOfBoundsException
                | NegativeArraySizeException e) {
            return Optional.empty();
        }
    }
}
