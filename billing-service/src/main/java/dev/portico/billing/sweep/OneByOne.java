package dev.portico.billing.sweep;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.store.Owned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works through what is due. What fails stops nothing else: it is put off for a while, and what stands behind it comes
/// first.
public final class OneByOne<T extends Owned> {

    private static final Logger LOG = LoggerFactory.getLogger(OneByOne.class);
    private static final Duration PUT_OFF = Duration.ofSeconds(30);

    private final String name;
    private final Clock clock;
    private final Consumer<T> work;
    private final boolean sideBySide;
    private final Map<String, Instant> putOff = new ConcurrentHashMap<>();

    private OneByOne(String name, Clock clock, Consumer<T> work, boolean sideBySide) {
        this.name = name;
        this.clock = clock;
        this.work = work;
        this.sideBySide = sideBySide;
    }

    /// For what would get into each other's way.
    public static <T extends Owned> OneByOne<T> inTurn(String name, Clock clock, Consumer<T> work) {
        return new OneByOne<>(name, clock, work, false);
    }

    /// For what asks somebody who may take long.
    public static <T extends Owned> OneByOne<T> sideBySide(String name, Clock clock, Consumer<T> work) {
        return new OneByOne<>(name, clock, work, true);
    }

    /// @param due finds some of what is due and fulfils a further condition
    /// @return whether there may be more
    public boolean workThrough(Function<Bson, List<T>> due) {
        Instant now = clock.instant();
        putOff.values().removeIf(until -> !now.isBefore(until));
        List<T> found = due.apply(Filters.nin("_id", List.copyOf(putOff.keySet())));
        if (sideBySide) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                attempt(found, threads);
            }
        } else {
            attempt(found, Runnable::run);
        }
        return !found.isEmpty();
    }

    private void attempt(List<T> found, Executor threads) {
        for (T one : found) threads.execute(() -> attempt(one));
    }

    private void attempt(T one) {
        try {
            work.accept(one);
        } catch (RuntimeException e) {
            putOff.put(one.id(), clock.instant().plus(PUT_OFF));
            LOG.warn("{} of {} will be tried again: {}", name, one.id(), e.toString());
        }
    }
}
