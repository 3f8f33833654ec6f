package dev.portico.gateway.front;

import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.gateway.GatewaySettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Where proxies of our own stand in front, they alone know how the client has spoken to us: whether over TLS, and at
/// which host. Where none does, whoever says so is not believed.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 6)
final class OwnProxies extends OncePerRequestFilter {

    private final int proxies;
    private final ApiErrors errors;

    OwnProxies(GatewaySettings settings, ApiErrors errors) {
        this.proxies = settings.proxies();
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (proxies == 0) {
            chain.doFilter(request, response);
            return;
        }
        ClientAddress address;
        try {
            address = ClientAddress.of(request, proxies);
        } catch (IllegalArgumentException e) {
            errors.write(response, Refusal.of(ErrorCode.BAD_REQUEST));
            return;
        }
        chain.doFilter(new Proxied(request, address), response);
    }

    /// The request as the outermost proxy heard it.
    private static final class Proxied extends HttpServletRequestWrapper {

        private final ClientAddress address;

        Proxied(HttpServletRequest request, ClientAddress address) {
            super(request);
            this.address = address;
        }

        @Override
        public String getScheme() {
            return address.scheme();
        }

        @Override
        public boolean isSecure() {
            return address.scheme().equals("https");
        }

        @Override
        public String getServerName() {
            return address.host();
        }

        @Override
        public int getServerPort() {
            return address.port();
        }
    }
}
