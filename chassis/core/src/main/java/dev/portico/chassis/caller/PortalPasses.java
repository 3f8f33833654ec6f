package dev.portico.chassis.caller;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Passes that sign one customer in at one portal, without an e-mail: once, and for minutes. Whatever a pass says is
/// sealed in it, so that any service can issue one; auth-service alone takes them, and remembers which are used.
public final class PortalPasses {

    /// How long a pass is good for unless somebody says otherwise.
    public static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Set<String> PREFIXES = Set.of("pga", "pca");

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
        return prefix + "_" + sealerOf(clock.instant()).seal(said, prefix);
    }

    /// A link that signs in. The pass stands behind the `#`: browsers send that to nobody, so it is in no log and no
    /// Referer.
    public String link(String url, String merchantId, String customerId, Duration validFor) {
        return url + "#token=" + issue("pga", merchantId, customerId, validFor);
    }

    /// Reads a pass that has not expired. Whether it was used is not known here.
    public Optional<Pass> read(String text) {
        int end = text.indexOf('_');
        if (end < 0 || !PREFIXES.contains(text.substring(0, end))) return Optional.empty();
        Instant now = clock.instant();
        return Stream.of(now, now.minus(A_DAY), now.plus(A_DAY))
                .flatMap(day -> opened(sealerOf(day), text.substring(end + 1), text.substring(0, end)).stream())
                .findFirst()
                .filter(pass -> now.isBefore(pass.expiresAt()));
    }

    // A key for each day: passes are issued by the page full, and one key must not seal too many.
    private Sealer sealerOf(Instant day) {
        return sealer.derived("portal pass " + LocalDate.ofInstant(day, ZoneOffset.UTC));
    }

    private static Optional<Pass> opened(Sealer sealer, String sealed, String prefix) {
        try {
            String[] said = sealer.open(sealed, prefix).split("\n");
            return Optional.of(new Pass(said[0], said[1], said[2], Instant.ofEpochMilli(Long.parseLong(said[3]))));
        } catch (IllegalStateException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }
}
