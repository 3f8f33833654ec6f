package dev.portico.auth.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// For how long it is remembered who signed in.
@ConfigurationProperties("portico.auth.audit")
record TrailSettings(@DefaultValue("P90D") Duration keptFor) {

    TrailSettings {
        if (keptFor.compareTo(Duration.ofDays(1)) < 0 || keptFor.compareTo(Duration.ofDays(400)) > 0)
            throw new IllegalArgumentException("portico.auth.audit.kept-for must be from P1D to P400D, was " + keptFor);
    }
}
