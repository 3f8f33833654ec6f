package dev.portico.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the gateway can be told.
///
/// @param apiHosts host names, without port, at which the merchant API answers
/// @param operatorKey opens the operator's resources; nobody is the operator while it is not set
/// @param services where each service answers
/// @param largestBody bytes of a request's body
/// @param largestImport bytes of an import's body, counted while it passes through
/// @param bodyWithin how long a client may take to send a body, imports aside
/// @param answerWithin how long a service may take
/// @param callsAtATime how many requests may be under way to one service; more are refused at once
@ConfigurationProperties("portico.gateway")
public record GatewaySettings(
        @DefaultValue({"localhost", "127.0.0.1", "api.localhost"})
        List<String> apiHosts,

        @Nullable String operatorKey,
        @DefaultValue Services services,
        @DefaultValue("65536") int largestBody,
        @DefaultValue("268435456") long largestImport,
        @DefaultValue("PT20S") Duration bodyWithin,
        @DefaultValue("PT20S") Duration answerWithin,
        @DefaultValue("256") int callsAtATime) {

    public GatewaySettings {
        if (operatorKey != null && operatorKey.isBlank()) operatorKey = null;
    }

    public record Services(
            @DefaultValue("http://localhost:8081") URI auth,
            @DefaultValue("http://localhost:8082") URI billing,
            @DefaultValue("http://localhost:8083") URI subscription,
            @DefaultValue("http://localhost:8084") URI invoice,
            @DefaultValue("http://localhost:8085") URI notification) {}
}
