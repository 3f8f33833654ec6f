package dev.portico.auth.magiclink;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a sign-in link is good for. OWASP ASVS 5.0 (6.5.5) allows ten minutes, no more.
@ConfigurationProperties("portico.auth.link")
record LinkSettings(@DefaultValue("PT10M") Duration validFor) {

    LinkSettings {
        if (validFor.compareTo(Duration.ofMinutes(1)) < 0 || validFor.compareTo(Duration.ofMinutes(10)) > 0)
            throw new IllegalArgumentException(
                    "portico.auth.link.valid-for must be from PT1M to PT10M, was " + validFor);
    }
}
