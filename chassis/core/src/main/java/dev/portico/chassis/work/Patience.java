package dev.portico.chassis.work;

import dev.portico.chassis.id.Ids;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// Waits a moment for what another service has just made: its event is on the way. A client may create a price and use
/// it in the
/// next breath.
public final class Patience {

    private static final Duration NEW = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 60;

    private final Clock clock;

    public Patience(Clock clock) {
        this.clock = clock;
    }

    /// Looks again for up to about two seconds, but only for something whose id says that it is new.
    public <T> Optional<T> find(String id, Supplier<Optional<T>> look) {
        Optional<T> found = look.get();
        boolean isNew =
                Ids.madeAt(id).filter(clock.instant().minus(NEW)::isBefore).isPresent();
        for (int attempt = 1; isNew && found.isEmpty() && attempt <= ATTEMPTS; attempt++) {
            LockSupport.parkNanos(Duration.ofMillis(Math.min(5L * attempt, 50)).toNanos());
            found = look.get();
        }
        return found;
    }
}
