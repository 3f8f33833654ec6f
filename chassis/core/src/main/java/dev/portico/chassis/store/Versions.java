package dev.portico.chassis.store;

import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which versions of which aggregates one request has met, and which one its sender believes to be the latest.
public final class Versions implements AutoCloseable {

    private static final ThreadLocal<Versions> CURRENT = new ThreadLocal<>();

    private final Map<String, Long> met = new HashMap<>();
    private final @Nullable String expected;
    private final String path;

    private Versions(@Nullable String expected, String path) {
        this.expected = expected;
        this.path = path;
    }

    /// Begins to watch what this thread reads and writes.
    ///
    /// @param expected the tag that the sender has seen; null if anything will do
    /// @param path of the request: the tag is that of the aggregate it names
    public static Versions watch(@Nullable String expected, String path) {
        var versions = new Versions(expected, path);
        CURRENT.set(versions);
        return versions;
    }

    /// The tag of what this thread has met under an id.
    public static Optional<String> tag(String id) {
        return Optional.ofNullable(CURRENT.get())
                .map(versions -> versions.met.get(id))
                .map(Versions::tag);
    }

    /// @throws Refusal `precondition_failed` if the sender has seen another version of it
    static void check(String id, long version) {
        Versions versions = CURRENT.get();
        if (versions == null || versions.expected == null || !versions.path.endsWith("/" + id)) return;
        if (!versions.expected.equals("*") && !versions.expected.equals(tag(version)))
            throw Refusal.of(ErrorCode.PRECONDITION_FAILED);
    }

    static void met(String id, long version) {
        Versions versions = CURRENT.get();
        if (versions != null) versions.met.put(id, version);
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
