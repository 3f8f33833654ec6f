package dev.portico.auth.magiclink;

import dev.portico.chassis.observability.Trace;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Works on attempts behind the back of whoever asked. Woken by each new one; looks by itself for those that a crash or
/// a failure left behind.
@Component
final class SignInWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SignInWorker.class);
    private static final int THREADS = 2;
    private static final int LOOK_EVERY_SECONDS = 5;

    private final SignInAttempts attempts;
    private final LinkSender sender;
    private final Clock clock;
    private final Semaphore woken = new Semaphore(THREADS);
    private final List<Thread> threads = IntStream.range(0, THREADS)
            .mapToObj(n -> Thread.ofVirtual().name("sign-in-worker-" + n).unstarted(this::run))
            .toList();
    private volatile boolean running;

    SignInWorker(SignInAttempts attempts, LinkSender sender, Clock clock) {
        this.attempts = attempts;
        this.sender = sender;
        this.clock = clock;
    }

    void wake() {
        if (woken.availablePermits() < THREADS) woken.release();
    }

    @Override
    public void start() {
        running = true;
        threads.forEach(Thread::start);
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                boolean _ = woken.tryAcquire(LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
                workUntilNothingWaits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void workUntilNothingWaits() {
        try {
            Optional<SignInAttempt> next = attempts.next(clock.instant());
            while (running && next.isPresent()) {
                work(next.get());
                next = attempts.next(clock.instant());
            }
        } catch (RuntimeException e) {
            if (running)
                LOG.warn("sign-in attempts can't be read: {}", e.getClass().getName());
        }
    }

    // What went wrong is named by its class alone: its message might quote an address.
    private void work(SignInAttempt attempt) {
        try (var _ = Trace.continued(attempt.trace()).open()) {
            sender.answer(attempt, clock.instant());
            attempts.done(attempt);
        } catch (RuntimeException e) {
            if (running)
                LOG.atWarn()
                        .addKeyValue("attempt", attempt.id())
                        .log("will be tried again: {}", e.getClass().getName());
        }
    }
}
