package dev.portico.gateway.limit;

import dev.portico.chassis.error.ApiErrors;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.ReadRequest;
import dev.portico.gateway.GatewaySettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads a request's body whole before a service hears of it, so that no service ever waits for a slow client, and
/// refuses one
/// that is too large however it was announced.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
public final class BodyLimit extends OncePerRequestFilter {

    private static final Pattern IMPORT = Pattern.compile("/imports(/imp_[0-9a-z]{26}/lines)?");

    private static final String TABLE = "/tax-settings";

    private static final String EXCEEDED = BodyLimit.class.getName() + ".exceeded";

    private final int largest;
    private final int largestTable;
    private final long largestImport;
    private final Duration within;
    private final Clock clock;
    private final ApiErrors errors;

    BodyLimit(GatewaySettings settings, Clock clock, ApiErrors errors) {
        this.within = settings.bodyWithin();
        this.clock = clock;
        this.largest = settings.largestBody();
        this.largestTable = settings.largestTable();
        this.largestImport = settings.largestImport();
        this.errors = errors;
    }

    /// Whether a body that was streamed came to be too large on the way.
    public static boolean exceededBy(HttpServletRequest request) {
        return request.getAttribute(EXCEEDED) != null;
    }

    // An import may be far larger than memory: it is streamed, and its service holds a few lines at a time.
    private static boolean isStreamed(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && IMPORT.matcher(request.getRequestURI()).matches();
    }

    private int largest(HttpServletRequest request) {
        boolean table =
                request.getMethod().equals("PATCH") && request.getRequestURI().equals(TABLE);
        return table ? largestTable : largest;
    }

    private static boolean hasNone(HttpServletRequest request) {
        return request.getContentLengthLong() <= 0 && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (hasNone(request)) {
            chain.doFilter(request, response);
            return;
        }
        boolean streamed = isStreamed(request);
        int most = largest(request);
        if (request.getContentLengthLong() > (streamed ? largestImport : most)) {
            refuse(response);
            return;
        }
        if (streamed) {
            chain.doFilter(new Streamed(request, largestImport), response);
            return;
        }
        Optional<byte[]> body = read(request, most);
        if (body.isEmpty()) {
            response.setHeader(HttpHeaders.CONNECTION, "close");
            errors.write(response, Refusal.of(ErrorCode.BAD_REQUEST, "The request's body did not arrive in time."));
        } else if (body.get().length > most) {
            refuse(response);
        } else {
            chain.doFilter(new ReadRequest(request, body.get()), response);
        }
    }

    // The container ends a wait for the next byte; whoever sends one now and then must not hold on for ever, either.
    private Optional<byte[]> read(HttpServletRequest request, int most) throws IOException {
        Instant end = clock.instant().plus(within);
        var body = new ByteArrayOutputStream();
        var buffer = new byte[8192];
        try {
            var bytes = request.getInputStream();
            while (body.size() <= most) {
                int some = bytes.read(buffer, 0, Math.min(buffer.length, most + 1 - body.size()));
                if (some < 0) break;
                body.write(buffer, 0, some);
                if (clock.instant().isAfter(end)) return Optional.empty();
            }
            return Optional.of(body.toByteArray());
        } catch (IOException e) {
            if (!(NestedExceptionUtils.getMostSpecificCause(e) instanceof SocketTimeoutException)) throw e;
            // Or the container would answer in our place.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return Optional.empty();
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        errors.write(response, Refusal.of(ErrorCode.REQUEST_BODY_TOO_LARGE));
    }

    /// A request whose body is counted while it is read, since it need not say its length.
    private static final class Streamed extends HttpServletRequestWrapper {

        private final long largest;

        Streamed(HttpServletRequest request, long largest) {
            super(request);
            this.largest = largest;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), largest, () -> setAttribute(EXCEEDED, true));
        }
    }
}
