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
    private @Nullable String meant;

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

    /// Says which aggregate the sender's tag is of, where the path does not hold its id.
    public static void mean(String id) {
        Versions versions = CURRENT.get();
        if (versions != null) versions.meant = id;
    }

    /// @throws Refusal `precondition_failed` if the sender has seen another version of it
    static void check(String id, long version) {
        Versions versions = CURRENT.get();
        if (versions == null || versions.expected == null || !versions.isAbout(id)) return;
        if (!versions.expected.equals("*") && !versions.expected.equals(tag(version)))
            throw Refusal.of(ErrorCode.PRECONDITION_FAILED);
    }

    static void met(String id, long version) {
        Versions versions = CURRENT.get();
        if (versions != null) versions.met.put(id, version);
    }

    private boolean isAbout(String id) {
        return id.equals(meant) || path.endsWith("/" + id);
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
