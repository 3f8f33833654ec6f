package dev.portico.auth.apikey;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Takes a merchant's keys away one after the other: two who each leave the other's key could leave none.
@Component
final class LastKey {

    private static final Duration HELD = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ATTEMPTS = 100;

    private final Records<Turn> turns;
    private final Clock clock;

    /// @param id the merchant's
    /// @param heldUntil until when whoever has the turn is waited for, should he have died
    record Turn(String id, String merchantId, Instant heldUntil) implements Owned {}

    LastKey(Stores stores, Clock clock) {
        this.turns = stores.records("api_key_turns", Turn.class);
        this.clock = clock;
    }

    /// Does it when nobody else takes a key of this merchant away.
    ///
    /// @throws Refusal `concurrent_modification` if that takes too long
    <T> T alone(Caller.Merchant caller, Supplier<T> taking) {
        Turn turn = wait(caller);
        try {
            return taking.get();
        } finally {
            turns.claim(
                    caller,
                    turn.id(),
                    Filters.eq("heldUntil", turn.heldUntil()),
                    Updates.set("heldUntil", Instant.EPOCH));
        }
    }

    private Turn wait(Caller.Merchant caller) {
        turns.insertOnce(caller, new Turn(caller.merchantId(), caller.merchantId(), Instant.EPOCH));
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Instant now = clock.instant();
            Optional<Turn> mine = turns.claim(
                    caller,
                    caller.merchantId(),
                    Filters.lte("heldUntil", now),
                    Updates.set("heldUntil", now.plus(HELD)));
            if (mine.isPresent()) return mine.get();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw Refusal.of(ErrorCode.CONCURRENT_MODIFICATION);
    }
}
