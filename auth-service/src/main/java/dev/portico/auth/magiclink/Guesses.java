package dev.portico.auth.magiclink;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Counts codes that are typed, before anybody looks whether they are right: of any number who guess at once no more
/// are heard than may be.
@Component
final class Guesses {

    private static final int PER_REQUEST = 5;
    // In a row: NIST SP 800-63B, 5.2.2.
    private static final int PER_ADDRESS = 100;
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final Records<Guessed> guesses;

    /// @param id a hash of what is guessed at
    record Guessed(String id, String merchantId, int made, Instant lastAt) implements Owned {}

    Guesses(Stores stores) {
        this.guesses = stores.records("code_guesses", Guessed.class).taskIndex("lastAt");
    }

    /// Counts one more guess.
    ///
    /// @param requestId what was asked for: each has a few guesses of its own
    /// @return false if it is not to be looked at
    boolean allow(Caller.Service caller, String requestId, String emailKey, Instant now) {
        return counted(caller, request(requestId), PER_REQUEST, now)
                && counted(caller, address(emailKey), PER_ADDRESS, now);
    }

    /// Somebody got in who may: whatever was mistyped for his address before is forgiven.
    void forgive(Caller.Service caller, String emailKey) {
        guesses.delete(caller, id(caller, address(emailKey)));
    }

    void sweep(Instant now) {
        guesses.sweep(Filters.lte("lastAt", now.minus(REMEMBERED)));
    }

    private boolean counted(Caller.Service caller, String what, int most, Instant now) {
        String id = id(caller, what);
        guesses.insertOnce(caller, new Guessed(id, caller.merchantId(), 0, now));
        var oneMore = Updates.combine(Updates.inc("made", 1), Updates.set("lastAt", now));
        return guesses.claim(caller, id, Filters.lt("made", most), oneMore).isPresent();
    }

    private static String request(String requestId) {
        return "request\n" + requestId;
    }

    private static String address(String emailKey) {
        return "address\n" + emailKey;
    }

    private static String id(Caller.Service caller, String what) {
        return Secrets.sha256(caller.merchantId() + "\n" + what);
    }
}
