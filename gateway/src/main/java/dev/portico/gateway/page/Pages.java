package dev.portico.gateway.page;

import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.gateway.GatewaySettings;
import dev.portico.gateway.admission.Admission;
import dev.portico.gateway.admission.Directory;
import dev.portico.gateway.admission.Door;
import dev.portico.web.Asset;
import dev.portico.web.PortalAssets;
import dev.portico.web.Shell;
import jakarta.servlet.http.Cookie;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Everything that is not the API: the shell of a merchant's portal, its colours, the web app's files; and for a host
/// that
/// belongs to nobody a page that says just that.
@Configuration(proxyBeanMethods = false)
class Pages {

    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8);

    private final Door door;
    private final ApiErrors errors;
    private final PaymentForm form;
    private final PortalAssets assets = PortalAssets.load();

    Pages(Door door, ApiErrors errors, GatewaySettings settings) {
        this.form = new PaymentForm(settings.paymentForm());
        this.door = door;
        this.errors = errors;
    }

    @Bean
    @Order(20)
    RouterFunction<ServerResponse> portalPages() {
        return RouterFunctions.route()
                .route(request -> !Door.isRefused(request.servletRequest()), this::serve)
                .build();
    }

    private ServerResponse serve(ServerRequest request) {
        Optional<Directory.Portal> portal = door.portal(request.servletRequest());
        if (portal.isEmpty()) return unknownHost(request);
        if (request.path().startsWith(Admission.API_PREFIX + "/")) return refused(ErrorCode.NOT_FOUND);
        if (!READING.contains(request.method())) return refused(ErrorCode.METHOD_NOT_ALLOWED);
        if (request.path().startsWith("/assets/")) return asset(request);
        return request.path().equals("/brand.css") ? brand(portal.get()) : shell(portal.get(), request);
    }

    private ServerResponse shell(Directory.Portal portal, ServerRequest request) {
        String language = languageOf(request);
        var shell = new Shell(language, portal.name(), portal.brandColor(), request.path(), form.of(portal));
        return secured(ServerResponse.ok())
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(assets.shell(shell));
    }

    private ServerResponse brand(Directory.Portal portal) {
        return secured(ServerResponse.ok())
                .contentType(MediaType.valueOf("text/css;charset=UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=86400")
                .body(assets.brandCss(portal.brandColor()));
    }

    private ServerResponse asset(ServerRequest request) {
        Optional<Asset> found = assets.find(request.path());
        if (found.isEmpty()) return refused(ErrorCode.NOT_FOUND);
        Asset asset = found.get();
        String accepted = Optional.ofNullable(request.headers().firstHeader(HttpHeaders.ACCEPT_ENCODING))
                .orElse("");
        var answer = secured(ServerResponse.ok())
                .contentType(MediaType.valueOf(asset.contentType()))
                .header(HttpHeaders.CACHE_CONTROL, Asset.CACHE_CONTROL)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header(HttpHeaders.ETAG, asset.etag());
        if (asset.etag().equals(request.headers().firstHeader(HttpHeaders.IF_NONE_MATCH)))
            return ServerResponse.status(304).build();
        byte[] brotli = asset.brotli();
        if (brotli != null && accepted.contains("br"))
            return answer.header(HttpHeaders.CONTENT_ENCODING, "br").body(brotli);
        if (accepted.contains("gzip"))
            return answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(asset.gzip());
        return answer.body(asset.identity());
    }

    private ServerResponse unknownHost(ServerRequest request) {
        boolean page = request.headers().accept().stream().anyMatch(MediaType.TEXT_HTML::isCompatibleWith);
        return page
                ? secured(ServerResponse.status(404)).contentType(HTML).body(assets.unknownHostPage())
                : refused(ErrorCode.NOT_FOUND);
    }

    private ServerResponse refused(ErrorCode code) {
        return secured(ServerResponse.status(code.status()))
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(errors.bytes(Refusal.of(code)));
    }

    private ServerResponse.BodyBuilder secured(ServerResponse.BodyBuilder answer) {
        return answer.header("Content-Security-Policy", assets.contentSecurityPolicy(form.origin()));
    }

    // What the person chose here counts more than what the browser always says.
    private String languageOf(ServerRequest request) {
        Cookie cookie = request.cookies().getFirst("lang");
        String chosen = request.param("lang").orElse(cookie == null ? null : cookie.getValue());
        return assets.language(chosen, request.headers().firstHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
