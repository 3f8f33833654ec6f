package dev.portico.auth.magiclink;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// Attempts: those that wait to be worked on, of which a crash loses none, and those of the last minutes.
@Component
final class SignInAttempts {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final Records<SignInAttempt> attempts;

    SignInAttempts(Stores stores) {
        this.attempts = stores.records("sign_in_attempts", SignInAttempt.class)
                .index("bindingHash")
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

    /// Nothing is left to do. It is remembered for as long as a code may be typed.
    void done(SignInAttempt attempt) {
        attempts.claim(attempt.caller(), attempt.id(), Filters.empty(), Updates.unset("dueAt"));
    }

    /// The last time that a browser asked in the name of an address.
    Optional<SignInAttempt> last(Caller.Service caller, String bindingHash, String emailKey, Instant since) {
        Bson theirs = Filters.and(
                Filters.eq("bindingHash", bindingHash),
                Filters.eq("emailKey", emailKey),
                Filters.gt("createdAt", since));
        return attempts.last(caller, theirs, "_id");
    }

    void sweep(Instant before) {
        attempts.sweep(Filters.lte("createdAt", before));
    }
}
