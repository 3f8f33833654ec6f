package dev.portico.gateway.route;

import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.gateway.admission.Admission;
import dev.portico.gateway.admission.Directory;
import dev.portico.gateway.admission.Door;
import dev.portico.gateway.limit.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.PathContainer;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Which service answers what. The same resources serve a merchant's API key at the API's host and a customer's session
/// below
/// `/api` on a portal's host; who sees what is decided by the internal token.
@Configuration(proxyBeanMethods = false)
public class Routes {

    /// One line of the table.
    ///
    /// @param openToAll whether the address itself is the credential
    private record Route(PathPattern pattern, Service service, boolean openToAll) {}

    // The first match wins.
    private static final List<Route> TABLE = List.of(
            route("/invoice-documents/{token}", Service.INVOICE, true),
            route("/invoice-archives/{token}", Service.INVOICE, true),
            route("/transactions/{id}/invoice", Service.INVOICE, false),
            route("/invoices/**", Service.INVOICE, false),
            route("/adjustments/{id}/credit-note", Service.INVOICE, false),
            route("/customers/{id}/portal-sessions", Service.AUTH, false),
            route("/customers/{id}/auth-token", Service.AUTH, false),
            route("/customers/{id}/passkeys", Service.AUTH, false),
            route("/passkeys/**", Service.AUTH, false),
            route("/customers/{id}/sessions", Service.AUTH, false),
            route("/customers/{id}/sign-ins", Service.AUTH, false),
            route("/subscriptions/{id}/update-payment-method-transaction", Service.BILLING, false),
            route("/customers/**", Service.BILLING, false),
            route("/transactions/**", Service.BILLING, false),
            route("/task/**", Service.BILLING, false),
            route("/adjustments/**", Service.BILLING, false),
            route("/provider-webhooks", Service.BILLING, true),
            route("/sandbox/**", Service.BILLING, false),
            route("/ledger-entries", Service.BILLING, false),
            route("/ledger-accounts", Service.BILLING, false),
            route("/imports/**", Service.BILLING, false),
            route("/tax-settings", Service.BILLING, false),
            route("/products/**", Service.SUBSCRIPTION, false),
            route("/prices/**", Service.SUBSCRIPTION, false),
            route("/discounts/**", Service.SUBSCRIPTION, false),
            route("/subscriptions/**", Service.SUBSCRIPTION, false),
            route("/subscription-settings", Service.SUBSCRIPTION, false),
            route("/test-clocks/**", Service.SUBSCRIPTION, false),
            route("/invoice-settings", Service.INVOICE, false),
            route("/emails/**", Service.NOTIFICATION, false),
            route("/email-settings", Service.NOTIFICATION, false),
            route("/email-previews", Service.NOTIFICATION, false),
            route("/events", Service.NOTIFICATION, false),
            route("/event-types", Service.NOTIFICATION, false),
            route("/notification-settings/**", Service.NOTIFICATION, false),
            route("/notifications/**", Service.NOTIFICATION, false),
            route("/merchants/**", Service.AUTH, false),
            route("/api-keys/**", Service.AUTH, false),
            route("/sign-in/**", Service.AUTH, false),
            route("/sign-ins", Service.AUTH, false),
            route("/session", Service.AUTH, false),
            route("/sessions/**", Service.AUTH, false),
            route("/email-changes/**", Service.AUTH, false),
            route("/account/export", Service.AUTH, false),
            route("/portal-configuration/**", Service.AUTH, false),
            route("/portal", Service.AUTH, false));

    private final Door door;
    private final Admission admission;
    private final Forwarding forwarding;
    private final Limits limits;
    private final ApiErrors errors;

    Routes(Door door, Admission admission, Forwarding forwarding, Limits limits, ApiErrors errors) {
        this.door = door;
        this.admission = admission;
        this.forwarding = forwarding;
        this.limits = limits;
        this.errors = errors;
    }

    @Bean
    @Order(10)
    RouterFunction<ServerResponse> services() {
        return RouterFunctions.route()
                .route(notRefused().and(atApi()), this::serveApi)
                .route(notRefused().and(belowPortalApi()), this::servePortal)
                .filter((request, next) -> {
                    try {
                        return next.handle(request);
                    } catch (Refusal refusal) {
                        return refused(refusal);
                    }
                })
                .build();
    }

    private static RequestPredicate notRefused() {
        return request -> !Door.isRefused(request.servletRequest());
    }

    private RequestPredicate atApi() {
        return request ->
                door.isApi(request.servletRequest()) && !request.path().equals("/health");
    }

    private RequestPredicate belowPortalApi() {
        return request -> request.path().startsWith(Admission.API_PREFIX + "/")
                && door.portal(request.servletRequest()).isPresent();
    }

    private ServerResponse serveApi(ServerRequest request) {
        String path = request.requestPath().value();
        Route route = find(path);
        InternalToken token;
        try {
            token = admission.atApi(request.servletRequest(), route.openToAll);
        } catch (Refusal refusal) {
            return notLetIn(request, refusal);
        }
        return limits.spend(token.principal(), request.servletRequest())
                .map(this::tooMany)
                .orElseGet(() -> forwarding.forward(request, path, route.service, token));
    }

    private ServerResponse servePortal(ServerRequest request) {
        String path = request.requestPath().value().substring(Admission.API_PREFIX.length());
        Directory.Portal portal = door.portal(request.servletRequest()).orElseThrow();
        Service service = find(path).service;
        InternalToken token;
        try {
            token = admission.atPortal(portal, request.servletRequest());
        } catch (Refusal refusal) {
            return notLetIn(request, refusal);
        }
        Optional<Duration> wait = limits.spend(token.principal(), request.servletRequest());
        if (wait.isPresent()) return tooMany(wait.get());
        ServerResponse answer = forwarding.forward(request, path, service, token);
        if (service == Service.AUTH) admission.forgetSession(portal, request.servletRequest());
        return answer;
    }

    private ServerResponse notLetIn(ServerRequest request, Refusal refusal) {
        return limits.spendRefused(request.servletRequest()).map(this::tooMany).orElseGet(() -> refused(refusal));
    }

    private ServerResponse tooMany(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return answer(Refusal.of(ErrorCode.TOO_MANY_REQUESTS))
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds))
                .body(errors.bytes(Refusal.of(ErrorCode.TOO_MANY_REQUESTS)));
    }

    private ServerResponse refused(Refusal refusal) {
        var answer = answer(refusal);
        if (refusal.code().status() == 503) answer.header(HttpHeaders.RETRY_AFTER, "2");
        return answer.body(errors.bytes(refusal));
    }

    private static ServerResponse.BodyBuilder answer(Refusal refusal) {
        return ServerResponse.status(refusal.code().status())
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /// Which service answers at a path, if the door is open there.
    public static Optional<Service> answering(String path) {
        return look(path).map(Route::service);
    }

    private static Route find(String path) {
        return look(path).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    private static Optional<Route> look(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return TABLE.stream().filter(route -> route.pattern.matches(parsed)).findFirst();
    }

    private static Route route(String pattern, Service service, boolean openToAll) {
        return new Route(PathPatternParser.defaultInstance.parse(pattern), service, openToAll);
    }
}
