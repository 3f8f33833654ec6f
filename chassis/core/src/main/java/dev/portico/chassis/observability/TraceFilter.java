package dev.portico.chassis.observability;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Opens the request's trace before anything else happens, and names it in the answer.
public final class TraceFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Trace trace = traceOf(request);
        try (var _ = trace.open()) {
            response.setHeader("X-Request-Id", trace.requestId());
            chain.doFilter(request, response);
        }
    }

    // An error is dispatched a second time through the filters: it must keep the id that the client was told.
    private static Trace traceOf(HttpServletRequest request) {
        if (request.getAttribute(Trace.HEADER) instanceof Trace known) return known;
        Trace trace = Trace.continued(request.getHeader(Trace.HEADER));
        request.setAttribute(Trace.HEADER, trace);
        return trace;
    }
}
