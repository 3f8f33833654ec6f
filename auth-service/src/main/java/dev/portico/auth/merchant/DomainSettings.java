package dev.portico.auth.merchant;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How merchants' own domains are proven.
///
/// @param reserved hosts that no merchant may have, nor anything below them, such as the API's
/// @param dnsServer who is asked for records, as `host` or `host:port`; the machine's own resolver if it is not set
/// @param lookAgainEvery how often the record of a proven domain is looked for
/// @param lostAfter for how long that record may be gone before the portal no longer answers there
@ConfigurationProperties("portico.auth.domains")
record DomainSettings(
        @DefaultValue({"localhost", "api.localhost"}) List<String> reserved,
        @Nullable String dnsServer,
        @DefaultValue("PT6H") Duration lookAgainEvery,
        @DefaultValue("P3D") Duration lostAfter) {

    DomainSettings {
        reserved = reserved.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
        if (dnsServer != null && dnsServer.isBlank()) dnsServer = null;
        if (lookAgainEvery.compareTo(lostAfter) >= 0)
            throw new IllegalArgumentException("portico.auth.domains.look-again-every must be shorter than"
                    + " portico.auth.domains.lost-after, was " + lookAgainEvery);
    }

    /// Whether the installation needs the host for itself.
    boolean isReserved(String host, PortalSettings portals) {
        return Stream.concat(reserved.stream(), Stream.of(portals.domain()))
                .anyMatch(own -> host.equals(own) || host.endsWith("." + own));
    }
}
