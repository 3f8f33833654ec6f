package dev.portico.billing.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.chassis.store.Owned;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneByOneTest {

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final List<String> left = new ArrayList<>(List.of("a", "b", "c", "d"));
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    record Thing(String id) implements Owned {
        @Override
        public String merchantId() {
            return "mer_1";
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_fails_stops_nothing_else_and_is_put_off_behind_what_waits(boolean sideBySide) {
        OneByOne<Thing> work = work(sideBySide, thing -> {
            if (thing.id().equals("a")) throw new IllegalStateException("it is stuck");
            left.remove(thing.id());
            done.add(thing.id());
        });
        while (work.workThrough(this::two)) {}
        assertThat(done).containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void what_was_put_off_is_tried_again_later() {
        OneByOne<Thing> work = work(false, thing -> {
            done.add(thing.id());
            throw new IllegalStateException("it is stuck");
        });
        left.retainAll(List.of("a"));
        assertThat(work.workThrough(this::two)).isTrue();
        assertThat(work.workThrough(this::two)).isFalse();
        now = now.plus(Duration.ofSeconds(30));
        assertThat(work.workThrough(this::two)).isTrue();
        assertThat(done).containsExactly("a", "a");
    }

    // As a store would: two of what is left and not excluded.
    private List<Thing> two(Bson wanted) {
        List<String> excluded = wanted.toBsonDocument().getDocument("_id").getArray("$nin").stream()
                .map(BsonValue::asString)
                .map(text -> text.getValue())
                .toList();
        synchronized (done) {
            return left.stream()
                    .filter(id -> !excluded.contains(id))
                    .limit(2)
                    .map(Thing::new)
                    .toList();
        }
    }

    private OneByOne<Thing> work(boolean sideBySide, Consumer<Thing> what) {
        return sideBySide
                ? OneByOne.sideBySide("a thing", clock(), this.guarded(what))
                : OneByOne.inTurn("a thing", clock(), what);
    }

    private Consumer<Thing> guarded(Consumer<Thing> what) {
        return thing -> {
            synchronized (done) {
                what.accept(thing);
            }
        };
    }

    private Clock clock() {
        return new Clock() {
            @Override
            public Instant instant() {
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
    }
}
