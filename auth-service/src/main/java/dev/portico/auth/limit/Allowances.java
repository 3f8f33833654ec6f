package dev.portico.auth.limit;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Hands out requests by the handful, so that a gateway need not ask for every one. A bucket holds what may come within
/// a minute, or another time, and fills evenly. However many ask at once, together they get no more than it holds: each
/// take is one conditional write.
@Component
public class Allowances {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Records<Allowance> allowances;
    private final Clock clock;

    /// @param granted how many requests may be served; none if the bucket is empty
    /// @param retryAfter when there will be one again; zero if some were granted
    public record Grant(long granted, Duration retryAfter) {}

    Allowances(Stores stores, Clock clock) {
        this.allowances = stores.records("allowances", Allowance.class).taskIndex("fullAt");
        this.clock = clock;
    }

    /// Takes up to so many out of a bucket that fills within a minute.
    Grant take(Caller.Service caller, String bucket, int perMinute, int wanted) {
        return take(caller, bucket, perMinute, MINUTE, wanted);
    }

    /// Takes up to so many out of a bucket.
    ///
    /// @param size how many it holds
    /// @param within how long it takes to fill
    public Grant take(Caller.Service caller, String bucket, int size, Duration within, int wanted) {
        long whole = TimeUnit.NANOSECONDS.toMicros(within.toNanos());
        String id = Secrets.sha256(caller.merchantId() + "\n" + bucket);
        while (true) {
            Allowance before = allowances.find(caller, id).orElseGet(() -> full(caller, id));
            long now = micros(clock.instant());
            long missing = Math.max(0, before.fullAt() - now);
            long interval = Math.max(1, whole / size);
            long granted = Math.min(wanted, (whole - missing) / interval);
            if (granted <= 0) return new Grant(0, Duration.of(missing + interval - whole, ChronoUnit.MICROS));
            long fullAt = now + missing + granted * interval;
            if (moved(caller, before, fullAt)) return new Grant(granted, Duration.ZERO);
        }
    }

    // Also after a sweep that came in between.
    private Allowance full(Caller.Service caller, String id) {
        var full = new Allowance(id, caller.merchantId(), 0);
        allowances.insertOnce(caller, full);
        return full;
    }

    private boolean moved(Caller.Service caller, Allowance before, long fullAt) {
        return allowances
                .claim(caller, before.id(), Filters.eq("fullAt", before.fullAt()), Updates.set("fullAt", fullAt))
                .isPresent();
    }

    // A full bucket is as good as none.
    boolean sweep() {
        allowances.sweep(Filters.lt("fullAt", micros(clock.instant())));
        return false;
    }

    private static long micros(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker fullAllowances(Allowances allowances) {
            return new Worker("full-allowances", Duration.ofMinutes(1), allowances::sweep);
        }
    }
}
