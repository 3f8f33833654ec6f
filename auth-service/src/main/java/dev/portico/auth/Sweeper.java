package dev.portico.auth;

import dev.portico.auth.magiclink.SignIns;
import dev.portico.auth.session.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Forgets every minute what has expired. Nothing depends on it: every query checks the time by itself.
@Component
final class Sweeper implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final Sessions sessions;
    private final SignIns signIns;
    private final Clock clock;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("sweeper").factory());
    private volatile boolean running;

    Sweeper(Sessions sessions, SignIns signIns, Clock clock) {
        this.sessions = sessions;
        this.signIns = signIns;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        executor.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.MINUTES);
    }

    @Override
    public void stop() {
        running = false;
        executor.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void sweep() {
        try {
            Instant now = clock.instant();
            sessions.sweep(now);
            signIns.sweep(now);
        } catch (RuntimeException e) {
            if (running) LOG.warn("the sweep failed and will be repeated: {}", e.toString());
        }
    }
}
