package dev.portico.gateway.route;

import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.InternalTokens;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.observability.Trace;
import dev.portico.gateway.GatewaySettings;
import dev.portico.gateway.admission.Tokens;
import dev.portico.gateway.limit.BodyLimit;
import dev.portico.gateway.limit.Clients;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import org.springframework.cloud.gateway.server.mvc.common.MvcUtils;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/// Hands a request on to a service: with the few headers that mean something there, and who is asking. Whatever else
/// the client
/// sent stays outside.
@Component
final class Forwarding {

    private static final List<String> PASSED_ON = List.of(
            HttpHeaders.ACCEPT,
            HttpHeaders.ACCEPT_LANGUAGE,
            HttpHeaders.CONTENT_TYPE,
            HttpHeaders.CONTENT_LENGTH,
            HttpHeaders.USER_AGENT,
            HttpHeaders.IF_MATCH,
            HttpHeaders.IF_NONE_MATCH,
            "Idempotency-Key",
            "Skip-Count");

    // How payment providers sign what they tell. Means something to billing-service alone.
    private static final List<String> SIGNATURES = List.of("Stripe-Signature", "Portico-Signature");

    // What auth-service is told of the client; whatever a client sends under this name stays outside.
    private static final String CLIENT = "Portico-Client";

    private final Tokens tokens;
    private final Clients clients;
    private final GatewaySettings.Services services;
    private final Breakers breakers;

    Forwarding(Tokens tokens, Clients clients, GatewaySettings settings, Breakers breakers) {
        this.tokens = tokens;
        this.clients = clients;
        this.services = settings.services();
        this.breakers = breakers;
    }

    ServerResponse forward(ServerRequest request, String path, Service service, InternalToken token) {
        ServerRequest onward = ServerRequest.from(request)
                .uri(at(request.uri(), path))
                .headers(headers -> replace(headers, service, token, request.servletRequest()))
                .build();
        MvcUtils.setRequestUrl(onward, service.address(services));
        return breakers.call(service, () -> handOn(onward));
    }

    // A body that is too large is its sender's fault: the service is not to be thought down for it.
    private static ServerResponse handOn(ServerRequest onward) throws Exception {
        try {
            return HandlerFunctions.http().handle(onward);
        } catch (Exception e) {
            if (BodyLimit.exceededBy(onward.servletRequest())) throw Refusal.of(ErrorCode.REQUEST_BODY_TOO_LARGE);
            throw e;
        }
    }

    private void replace(HttpHeaders headers, Service service, InternalToken token, HttpServletRequest client) {
        var kept = new HttpHeaders();
        PASSED_ON.forEach(name -> {
            if (headers.containsHeader(name)) kept.addAll(name, headers.getOrEmpty(name));
        });
        if (service == Service.BILLING)
            SIGNATURES.forEach(name -> {
                if (headers.containsHeader(name)) kept.addAll(name, headers.getOrEmpty(name));
            });
        // Only auth-service reads cookies: the one that binds a sign-in link to the browser that asked for it.
        if (service == Service.AUTH) {
            kept.addAll(HttpHeaders.COOKIE, headers.getOrEmpty(HttpHeaders.COOKIE));
            kept.set(CLIENT, clients.describe(client));
        }
        kept.set(InternalTokens.HEADER, tokens.mint(token, service));
        kept.set(Trace.HEADER, Trace.current().traceparent());
        headers.clear();
        headers.putAll(kept);
    }

    private static URI at(URI uri, String path) {
        return UriComponentsBuilder.fromUri(uri).replacePath(path).build(true).toUri();
    }
}
