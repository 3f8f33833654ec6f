package dev.portico.auth.magiclink;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a sign-in link and its code are good for, of which OWASP ASVS 5.0 (6.5.5) allows ten minutes, no more; and
/// how many may be asked for.
///
/// @param perClientAndHour how often one client address (of IPv6, one /64) may ask at one merchant's portal; 0 is no
///     limit
/// @param perMerchantAndMinute how many mails leave for one merchant's customers in a minute, and at once; what is more
///     waits. 0 is no limit
@ConfigurationProperties("portico.auth.link")
record LinkSettings(
        @DefaultValue("PT10M") Duration validFor,
        @DefaultValue("20") int perClientAndHour,
        @DefaultValue("60") int perMerchantAndMinute) {

    LinkSettings {
        if (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(Duration.ofMinutes(10)) > 0)
            throw new IllegalArgumentException(
                    "portico.auth.link.valid-for must be from PT1M to PT10M, was " + validFor);
        if (Math.min(perClientAndHour, perMerchantAndMinute) < 0)
            throw new IllegalArgumentException("portico.auth.link's limits must not be negative; 0 is no limit");
    }
}
