package dev.portico.chassis.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Does what is due: at once when woken, and from time to time in case a wake was lost to a crash. Starts and stops
/// with its
/// application.
public final class Worker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private final String name;
    private final Duration atLeastEvery;
    private final BooleanSupplier task;
    private final Semaphore woken = new Semaphore(0);
    private volatile boolean running;
    private Thread thread;

    /// @param task does one piece of work; true if there may be more
    public Worker(String name, Duration atLeastEvery, BooleanSupplier task) {
        this.name = name;
        this.atLeastEvery = atLeastEvery;
        this.task = task;
        this.thread = newThread();
    }

    /// There is something to do.
    public void wake() {
        woken.release();
    }

    @Override
    public void start() {
        running = true;
        thread = newThread();
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private Thread newThread() {
        return Thread.ofVirtual().name(name).unstarted(this::run);
    }

    private void run() {
        while (running) {
            boolean more = attempt();
            if (!more) rest();
        }
    }

    private boolean attempt() {
        try {
            return task.getAsBoolean();
        } catch (RuntimeException e) {
            if (running) LOG.warn("{} will be tried again: {}", name, e.toString());
            return false;
        }
    }

    private void rest() {
        try {
            if (woken.tryAcquire(atLeastEvery.toMillis(), TimeUnit.MILLISECONDS)) woken.drainPermits();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
