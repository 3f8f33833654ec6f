package dev.portico.chassis.id;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// A request that may be tried again after a crash: what it creates gets the same ids every time, so that nothing is
/// created twice.
public final class Repeatable implements AutoCloseable {

    private static final ThreadLocal<Repeatable> CURRENT = new ThreadLocal<>();

    private final String seed;
    private final Instant first;
    private final Map<String, Integer> made = new HashMap<>();

    private Repeatable(String seed, Instant first) {
        this.seed = seed;
        this.first = first;
    }

    /// Makes this thread's work repeatable until it is closed.
    ///
    /// @param seed secret enough that nobody can foresee an id
    /// @param first when it was tried first
    public static Repeatable open(String seed, Instant first) {
        var repeatable = new Repeatable(seed, first);
        CURRENT.set(repeatable);
        return repeatable;
    }

    /// What this thread is at, if that may be repeated.
    public static Optional<Repeatable> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    String id(String prefix) {
        int nth = made.merge(prefix, 1, Integer::sum);
        return Ids.hashed(prefix, first, seed + ":" + prefix + ":" + nth);
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
