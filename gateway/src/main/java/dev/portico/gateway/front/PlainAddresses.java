package dev.portico.gateway.front;

import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses, before anything is routed, an address that we and a service could read differently: with path parameters,
/// with steps up, with separators in disguise, or encoded twice; and one that is longer than any of ours.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 7)
final class PlainAddresses extends OncePerRequestFilter {

    private static final int LONGEST = 8_192;

    private final ApiErrors errors;

    PlainAddresses(ApiErrors errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String query = request.getQueryString();
        int length = request.getRequestURI().length() + (query == null ? 0 : query.length() + 1);
        if (length > LONGEST) refuse(response, "The address is too long.");
        else if (!PlainPath.is(request.getRequestURI())) refuse(response, "The address is not plain.");
        else chain.doFilter(request, response);
    }

    // What the container has refused itself is only to be said in our words.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR;
    }

    private void refuse(HttpServletResponse response, String why) throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        errors.write(response, Refusal.of(ErrorCode.BAD_REQUEST, why));
    }
}
