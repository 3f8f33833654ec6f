package dev.portico.auth.magiclink;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Attempts that wait to be worked on. A crash loses none.
@Component
final class SignInAttempts {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Records<SignInAttempt> attempts;

    SignInAttempts(Stores stores) {
        this.attempts = stores.records("sign_in_attempts", SignInAttempt.class)
                .taskIndex("dueAt")
                .taskIndex("createdAt");
    }

    void add(Caller.Service caller, SignInAttempt attempt) {
        attempts.insertOnce(caller, attempt);
    }

    /// Some attempt that waits. Whoever takes it and fails leaves it to be taken again a little later.
    Optional<SignInAttempt> next(Instant now) {
        return attempts.claimNext(Filters.lte("dueAt", now), Updates.set("dueAt", now.plus(LEASE)));
    }

    void postpone(SignInAttempt attempt, Instant until) {
        attempts.claim(attempt.caller(), attempt.id(), Filters.empty(), Updates.set("dueAt", until));
    }

    void done(SignInAttempt attempt) {
        attempts.delete(attempt.caller(), attempt.id());
    }

    void sweep(Instant before) {
        attempts.sweep(Filters.lte("createdAt", before));
    }
}
