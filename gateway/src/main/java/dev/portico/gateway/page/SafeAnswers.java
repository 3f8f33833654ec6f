package dev.portico.gateway.page;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Tells the browser of every answer, whoever made it, that nothing in it may run, be framed or be guessed at. A page
/// that needs more says so itself, in the place of what is said here.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class SafeAnswers extends OncePerRequestFilter {

    private static final Map<String, String> SAID = new TreeMap<>(Map.of(
            "content-security-policy",
                    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox;"
                            + " require-trusted-types-for 'script'; trusted-types 'none'",
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()",
            // Browsers hear it over HTTPS only.
            "strict-transport-security", "max-age=31536000; includeSubDomains"));

    // The services name the request, too.
    private static final Set<String> ONCE =
            Stream.concat(SAID.keySet().stream(), Stream.of("x-request-id")).collect(Collectors.toSet());

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SAID.forEach(response::setHeader);
        chain.doFilter(request, new Saying(response));
    }

    /// Says once what is to be said once: the last word counts.
    private static final class Saying extends HttpServletResponseWrapper {

        Saying(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void addHeader(String name, String value) {
            if (ONCE.contains(name.toLowerCase(Locale.ROOT))) setHeader(name, value);
            else super.addHeader(name, value);
        }
    }
}
