package dev.portico.chassis.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.CallerFilter;
import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.ReadRequest;
import dev.portico.chassis.id.Repeatable;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.idempotency.Answered.Answer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/// Lets a POST with an `Idempotency-Key` happen once: the same key and body get the same answer for a day, another body
/// gets `conflict`. After a crash the request is done again with the ids of the first try.
public final class OnceFilter extends OncePerRequestFilter {

    private static final String KEY = "Idempotency-Key";
    private static final String REPLAYED = "Idempotency-Replayed";
    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");
    // What another try may well get another answer to.
    private static final Set<Integer> PASSING = Set.of(401, 403, 404, 408, 425, 429);

    private final Answered answered;
    private final ApiErrors errors;

    public OnceFilter(Answered answered, ApiErrors errors) {
        this.answered = answered;
        this.errors = errors;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || request.getHeader(KEY) == null
                || !isJson(request.getContentType())
                || request.getRequestURI().startsWith("/actuator/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!(CallerFilter.token(request).principal() instanceof Caller caller)
                || caller instanceof Caller.Visitor
                || caller instanceof Caller.Payer) {
            chain.doFilter(request, response);
            return;
        }
        String key = request.getHeader(KEY);
        if (!VALID.matcher(key).matches()) {
            errors.write(response, Refusal.field(KEY, "must have 1 to 255 printable characters"));
            return;
        }
        byte[] body = request.getInputStream().readAllBytes();
        String path = request.getRequestURI() + "?" + request.getQueryString();
        String name = Answered.name(caller, request.getMethod(), path, key);
        String bodyHash = Secrets.sha256(body);
        var taken = answered.take(caller, name, bodyHash);
        if (taken.isPresent()) once(caller, taken.get(), new ReadRequest(request, body), response, chain);
        else again(caller, name, bodyHash, response);
    }

    private void once(
            Caller caller, Asked taken, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var copy = new ContentCachingResponseWrapper(response);
        boolean lasting = false;
        try (var _ = Repeatable.open(taken.seed(), taken.askedAt())) {
            chain.doFilter(request, copy);
            lasting = copy.getStatus() < 500 && !PASSING.contains(copy.getStatus());
            if (lasting) answered.answer(caller, taken, answer(copy));
        } finally {
            if (!lasting) answered.release(caller, taken);
            copy.copyBodyToResponse();
        }
    }

    private void again(Caller caller, String name, String bodyHash, HttpServletResponse response) throws IOException {
        @Nullable Asked before = answered.find(caller, name).orElse(null);
        if (before != null && !before.bodyHash().equals(bodyHash))
            errors.write(
                    response,
                    Refusal.of(ErrorCode.CONFLICT, "This Idempotency-Key was used before with another request body."));
        else if (before != null && before.isAnswered()) replay(before, response);
        else {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            errors.write(
                    response,
                    Refusal.of(ErrorCode.CONFLICT, "A request with this Idempotency-Key is still being worked on."));
        }
    }

    private void replay(Asked before, HttpServletResponse response) throws IOException {
        byte[] body = answered.body(before).getBytes(UTF_8);
        response.setStatus(before.status() == null ? 200 : before.status());
        response.setHeader(REPLAYED, "true");
        if (before.tag() != null) response.setHeader(HttpHeaders.ETAG, before.tag());
        if (before.contentType() != null) response.setContentType(before.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Answer answer(ContentCachingResponseWrapper copy) {
        return new Answer(
                copy.getStatus(),
                copy.getContentType(),
                copy.getHeader(HttpHeaders.ETAG),
                new String(copy.getContentAsByteArray(), UTF_8));
    }

    private static boolean isJson(@Nullable String type) {
        return type == null || type.startsWith(MediaType.APPLICATION_JSON_VALUE);
    }
}
