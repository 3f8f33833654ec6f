package dev.portico.chassis.inbox;

import dev.portico.events.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Which events a service listens to, and what it does about each. Handlers run at least once per event, in order per
/// customer; they change nothing the second time.
public final class Handlers {

    private final Map<String, List<Handler<?>>> handlers = new HashMap<>();
    private final Set<String> topics = new TreeSet<>();

    /// What is done about events of one type.
    record Handler<T>(EventType<T> type, Consumer<Received<T>> action) {}

    public <T> Handlers on(EventType<T> type, Consumer<Received<T>> action) {
        handlers.computeIfAbsent(type.name(), _ -> new ArrayList<>()).add(new Handler<>(type, action));
        topics.add(type.topic().name());
        return this;
    }

    List<Handler<?>> of(String type) {
        return handlers.getOrDefault(type, List.of());
    }

    Set<String> topics() {
        return topics;
    }
}
