package dev.portico.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What a number of requests, some at a time, took.
///
/// @param seconds from the first to the last
/// @param cpuMillis what one of them cost the server
record Load(double seconds, double cpuMillis) {

    private static final int AT_A_TIME = 8;

    /// One request, by its number.
    interface Request {
        void send(int number) throws Exception;
    }

    /// @param cpu what the server has used so far
    /// @param idle milliseconds of CPU that it uses in one in which nobody asks
    static Load of(int requests, Supplier<Duration> cpu, double idle, Request request) throws Exception {
        var next = new AtomicInteger();
        Callable<Void> client = () -> {
            for (int number = next.getAndIncrement(); number < requests; number = next.getAndIncrement())
                request.send(number);
            return null;
        };
        Duration before = cpu.get();
        long started = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(AT_A_TIME)) {
            List<Future<Void>> clients = new ArrayList<>();
            for (int i = 0; i < AT_A_TIME; i++) clients.add(threads.submit(client));
            for (Future<Void> each : clients) each.get();
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        double used = cpu.get().minus(before).toNanos() / 1e6;
        return new Load(seconds, (used - idle * seconds * 1_000) / requests);
    }

    double perSecond(int requests) {
        return requests / seconds;
    }

    /// Milliseconds of CPU in a millisecond in which nobody asks.
    static double idle(Supplier<Duration> cpu, Duration time) throws InterruptedException {
        Duration before = cpu.get();
        Thread.sleep(time);
        return cpu.get().minus(before).toNanos() / (double) time.toNanos();
    }
}
