package dev.portico.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/// Tells the person at the terminal what is going on.
final class Progress {

    private final PrintStream out;
    private final InstantSource clock;

    Progress(PrintStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /// Does the work and says how long it took.
    <T> T step(String what, Callable<T> work) throws Exception {
        var started = clock.instant();
        T done = work.call();
        say("  \u2713 %-14s %4d ms"
                .formatted(what, Duration.between(started, clock.instant()).toMillis()));
        return done;
    }

    synchronized void say(String line) {
        out.println(line);
        out.flush();
    }
}
