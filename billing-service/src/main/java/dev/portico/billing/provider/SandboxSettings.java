package dev.portico.billing.provider;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the sandbox behaves, whatever is paid with.
///
/// @param answersAfter how long it takes for a charge, as a real provider would
@ConfigurationProperties("portico.billing.sandbox")
record SandboxSettings(@DefaultValue("PT0S") Duration answersAfter) {

    SandboxSettings {
        if (answersAfter.isNegative())
            throw new IllegalArgumentException(
                    "portico.billing.sandbox.answers-after must not be negative, was " + answersAfter);
    }
}
