package dev.portico.chassis.observability;

import dev.portico.chassis.id.Secrets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// One trace id from the HTTP request through every event to the e-mail, as W3C Trace Context writes it.
///
/// @param id 32 lower-case hex digits
public record Trace(String id) {

    /// The header's name, in HTTP and in Kafka.
    public static final String HEADER = "traceparent";

    private static final String KEY = "trace_id";
    private static final String REQUEST_KEY = "request_id";
    private static final Pattern TRACEPARENT = Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String NONE = "0".repeat(32);

    /// The trace of this thread's work; a new one if it has none.
    public static Trace current() {
        String id = MDC.get(KEY);
        return id == null ? started() : new Trace(id);
    }

    /// A trace of its own.
    public static Trace started() {
        return new Trace(Secrets.hex(16));
    }

    /// Goes on with the trace that a `traceparent` names, or starts one if it names none.
    public static Trace continued(@Nullable String traceparent) {
        if (traceparent == null) return started();
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() && !NONE.equals(matcher.group(1)) ? new Trace(matcher.group(1)) : started();
    }

    /// Makes this the trace of this thread's work until the scope is closed. Log lines carry it.
    public Scope open() {
        String before = MDC.get(KEY);
        remember(id);
        return () -> restore(before);
    }

    /// The header's value for the next hop.
    public String traceparent() {
        return "00-" + id + "-" + Secrets.hex(8) + "-01";
    }

    /// The id in the form that clients know a request by.
    public String requestId() {
        return String.join(
                "-",
                id.substring(0, 8),
                id.substring(8, 12),
                id.substring(12, 16),
                id.substring(16, 20),
                id.substring(20));
    }

    private static void restore(@Nullable String before) {
        if (before != null) remember(before);
        else {
            MDC.remove(KEY);
            MDC.remove(REQUEST_KEY);
        }
    }

    private static void remember(String id) {
        MDC.put(KEY, id);
        MDC.put(REQUEST_KEY, new Trace(id).requestId());
    }

    /// Ends a trace's hold on the thread.
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
