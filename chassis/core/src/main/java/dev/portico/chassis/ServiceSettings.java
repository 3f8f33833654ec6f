package dev.portico.chassis;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What every service can be told.
///
/// @param name the service's own name: the audience of its tokens, its consumer group, the source of its events
/// @param documentation where error codes are explained; `#code` is appended
@ConfigurationProperties("portico.service")
public record ServiceSettings(
        String name,
        @DefaultValue("https://portico.dev/docs/errors") String documentation,
        @DefaultValue Keys keys,
        @DefaultValue Topics topics,
        @DefaultValue Consumer consumer) {

    /// @param token an EC P-256 key as JWK JSON; the gateway has the private one, services the public one
    /// @param sealing 32 bytes in Base64, for services that hand secrets to each other
    public record Keys(@Nullable String token, @Nullable String sealing) {}

    public record Topics(
            @DefaultValue("12") int partitions,
            @DefaultValue("1") short replicas,
            @DefaultValue("P30D") Duration retention) {}

    /// @param giveUpAfter how long an event is retried in place before its key is parked
    public record Consumer(
            @DefaultValue("2") int threads,
            @DefaultValue("PT0.02S") Duration firstRetryAfter,
            @DefaultValue("PT2S") Duration retryAtLeastEvery,
            @DefaultValue("PT2M") Duration giveUpAfter) {}

    /// @throws IllegalStateException with the fix, if the key is not set
    public String tokenKey() {
        if (keys.token() == null || keys.token().isBlank())
            throw new IllegalStateException("set portico.service.keys.token to the gateway's EC P-256 key as JWK JSON");
        return keys.token();
    }

    /// @throws IllegalStateException with the fix, if the key is not set
    public String sealingKey() {
        if (keys.sealing() == null || keys.sealing().isBlank())
            throw new IllegalStateException("set portico.service.keys.sealing to 32 bytes in Base64");
        return keys.sealing();
    }
}
