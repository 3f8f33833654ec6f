package dev.portico.chassis.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What was answered to requests with a key, for a day. Sealed at rest: an answer may hold a secret that is kept
/// nowhere
/// else in clear, such as a new API key.
public final class Answered {

    private static final Duration KEPT = Duration.ofHours(24);
    // Longer than the gateway waits for an answer: who has not answered by then has died.
    private static final Duration HELD = Duration.ofSeconds(60);

    private final Records<Asked> asked;
    private final Supplier<Sealer> sealer;
    private final Clock clock;

    /// An answer as it went out.
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String tag,
            String body) {}

    /// @param sealer asked for when there is something to seal, so that a service needs no key before
    public Answered(Stores stores, Supplier<Sealer> sealer, Clock clock) {
        this.asked = stores.records("idempotency_keys", Asked.class).taskIndex("askedAt");
        this.sealer = sealer;
        this.clock = clock;
    }

    /// Takes on a request that nobody is at work on.
    ///
    /// @return nothing if it was answered before, or somebody is at work on it
    Optional<Asked> take(Caller caller, String id, String bodyHash) {
        var now = clock.instant();
        String customer = caller instanceof Caller.Customer signedIn ? signedIn.customerId() : null;
        var fresh = new Asked(
                id,
                caller.merchantId(),
                customer,
                bodyHash,
                Secrets.token(),
                now,
                now.plus(HELD),
                null,
                null,
                null,
                null);
        if (asked.insertOnce(caller, fresh)) return Optional.of(fresh);
        return asked.claim(
                caller,
                id,
                Filters.and(
                        Filters.eq("bodyHash", bodyHash),
                        Filters.exists("status", false),
                        Filters.lte("heldUntil", now)),
                Updates.set("heldUntil", now.plus(HELD)));
    }

    Optional<Asked> find(Caller caller, String id) {
        return asked.find(caller, id);
    }

    void answer(Caller caller, Asked taken, Answer answer) {
        asked.claim(
                caller,
                taken.id(),
                Filters.exists("status", false),
                Updates.combine(
                        Updates.set("status", answer.status()),
                        Updates.set("contentType", answer.contentType()),
                        Updates.set("tag", answer.tag()),
                        Updates.set("sealedBody", sealer.get().seal(answer.body(), context(taken)))));
    }

    /// What was answered, as it went out; empty if nothing was.
    String body(Asked answered) {
        return answered.sealedBody() == null ? "" : sealer.get().open(answered.sealedBody(), context(answered));
    }

    /// Lets the next try have it at once: this one came to nothing that would last.
    void release(Caller caller, Asked taken) {
        asked.claim(caller, taken.id(), Filters.exists("status", false), Updates.set("heldUntil", taken.askedAt()));
    }

    /// Forgets what nobody will repeat any more.
    ///
    /// @return false: there is nothing more to do for now
    public boolean sweep() {
        asked.sweep(Filters.lt("askedAt", clock.instant().minus(KEPT)));
        return false;
    }

    private static String context(Asked asked) {
        return "answer to " + asked.id();
    }

    /// The name under which a request is remembered. Whoever asks is part of it: nobody can meet another's key.
    static String name(Caller caller, String method, String path, String key) {
        String who = caller instanceof Caller.Customer customer ? customer.customerId() : "";
        return Secrets.sha256(
                String.join("\n", caller.merchantId(), who, method, path, key).getBytes(UTF_8));
    }
}
