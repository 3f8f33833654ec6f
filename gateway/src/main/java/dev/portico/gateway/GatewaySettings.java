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
/// @param proxies how many proxies of our own stand in front of the gateway. Each appends to `X-Forwarded-For` whom it
///     heard from, and the outermost says, whatever the client said, `X-Forwarded-Proto` and, unless it leaves the host
///     as it was, `X-Forwarded-Host`. With 0, no such header is believed
/// @param services where each service answers
/// @param paymentForm where the payment provider's form is, in which ways to pay are entered and which alone portals
///     frame; the merchant's id is appended as `merchant`. Nothing is entered in portals while it is not set
/// @param largestBody bytes of a request's body
/// @param largestTable bytes of a merchant's table of tax rates
/// @param largestImport bytes of an import's body, counted while it passes through
/// @param bodyWithin how long a client may take to send a body, imports aside
/// @param answerWithin how long a service may take
/// @param callsAtATime how many requests may be under way to one service; more are refused at once
@ConfigurationProperties("portico.gateway")
public record GatewaySettings(
        @DefaultValue({"localhost", "127.0.0.1", "api.localhost"})
        List<String> apiHosts,

        @Nullable String operatorKey,
        @DefaultValue("0") int proxies,
        @DefaultValue Services services,
        @Nullable URI paymentForm,
        @DefaultValue("65536") int largestBody,
        @DefaultValue("262144") int largestTable,
        @DefaultValue("268435456") long largestImport,
        @DefaultValue("PT20S") Duration bodyWithin,
        @DefaultValue("PT20S") Duration answerWithin,
        @DefaultValue("256") int callsAtATime) {

    public GatewaySettings {
        if (operatorKey != null && operatorKey.isBlank()) operatorKey = null;
        if (paymentForm != null && paymentForm.toString().isBlank()) paymentForm = null;
        if (paymentForm != null && !isPage(paymentForm))
            throw new IllegalArgumentException(
                    "portico.gateway.payment-form must be an http or https address, was " + paymentForm);
        if (proxies < 0)
            throw new IllegalArgumentException("portico.gateway.proxies must not be negative, was " + proxies);
    }

    // Its origin becomes part of a header.
    private static boolean isPage(URI address) {
        String text = address.toString();
        return text.matches("https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?/[A-Za-z0-9._/-]*");
    }

    public record Services(
            @DefaultValue("http://localhost:8081") URI auth,
            @DefaultValue("http://localhost:8082") URI billing,
            @DefaultValue("http://localhost:8083") URI subscription,
            @DefaultValue("http://localhost:8084") URI invoice,
            @DefaultValue("http://localhost:8085") URI notification) {

        // A WebSocket's handshake is accepted from any site (CVE-2026-59428): nothing here answers one.
        public Services {
            for (URI service : List.of(auth, billing, subscription, invoice, notification))
                if (!"http".equals(service.getScheme()) && !"https".equals(service.getScheme()))
                    throw new IllegalArgumentException(
                            "portico.gateway.services must be http or https addresses, one was " + service);
        }
    }
}
