package dev.portico.chassis.caller;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/// Lets nothing into a service but what the gateway vouches for.
public final class CallerFilter extends OncePerRequestFilter {

    static final String TOKEN = CallerFilter.class.getName() + ".token";

    // Shorter than a token lives, so that what is remembered here is never stale by more than this.
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final InternalTokens tokens;
    private final String service;
    private final ApiErrors errors;
    private final Cache<String, Optional<InternalToken>> verified = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(REMEMBERED)
            .build();

    public CallerFilter(InternalTokens tokens, String service, ApiErrors errors) {
        this.tokens = tokens;
        this.service = service;
        this.errors = errors;
    }

    /// What the gateway said of this request.
    ///
    /// @throws IllegalStateException if the request did not pass this filter
    public static InternalToken token(HttpServletRequest request) {
        if (request.getAttribute(TOKEN) instanceof InternalToken token) return token;
        throw new IllegalStateException("this request came in past the door");
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String serialized = request.getHeader(InternalTokens.HEADER);
        Optional<InternalToken> token =
                serialized == null ? Optional.empty() : verified.get(serialized, text -> tokens.verify(text, service));
        if (token.isEmpty()) {
            errors.write(response, Refusal.of(ErrorCode.AUTHENTICATION_MISSING));
            return;
        }
        request.setAttribute(TOKEN, token.get());
        chain.doFilter(request, response);
    }
}
