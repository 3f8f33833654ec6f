package dev.portico.chassis.http;

import dev.portico.chassis.store.Versions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Guards against lost updates: answers carry an `ETag`, and a change that carries `If-Match` is refused if somebody
/// else was there first.
public final class Watching extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try (var _ = Versions.watch(request.getHeader(HttpHeaders.IF_MATCH), request.getRequestURI())) {
            chain.doFilter(request, response);
        }
    }
}
