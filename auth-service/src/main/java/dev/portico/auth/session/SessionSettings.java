package dev.portico.auth.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long somebody stays signed in.
///
/// @param idle without doing anything; true to the minute, because use is noted once a minute
/// @param absolute in any case
@ConfigurationProperties("portico.auth.session")
record SessionSettings(
        @DefaultValue("PT30M") Duration idle,
        @DefaultValue("PT12H") Duration absolute) {

    SessionSettings {
        if (idle.compareTo(Duration.ofMinutes(2)) < 0 || idle.compareTo(absolute) > 0)
            throw new IllegalArgumentException(
                    "portico.auth.session.idle must be from PT2M to portico.auth.session.absolute, was " + idle);
        if (absolute.compareTo(Duration.ofDays(30)) > 0)
            throw new IllegalArgumentException("portico.auth.session.absolute must be at most P30D, was " + absolute);
    }
}
