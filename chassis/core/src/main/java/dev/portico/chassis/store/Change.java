package dev.portico.chassis.store;

import dev.portico.events.EventType;
import java.util.ArrayList;
import java.util.List;

/// A new state and what is to be told of it. Both are stored in one write.
///
/// @param facts in the order in which they are to be published; none if nobody needs to know
public record Change<A>(A state, List<Fact> facts) {

    public Change {
        facts = List.copyOf(facts);
    }

    public static <A> Change<A> to(A state) {
        return new Change<>(state, List.of());
    }

    /// The same change, with one more thing to tell.
    public <T> Change<A> telling(EventType<T> type, T data) {
        var more = new ArrayList<>(facts);
        more.add(new Fact(type, data));
        return new Change<>(state, more);
    }

    /// This, and after it another one: its state, and the facts of both.
    public Change<A> then(Change<A> next) {
        var all = new ArrayList<>(facts);
        all.addAll(next.facts());
        return new Change<>(next.state(), all);
    }
}
