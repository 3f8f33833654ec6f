package dev.portico.notification.event;

import static java.util.stream.Collectors.toMap;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.outbox.EventJson;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import dev.portico.events.EventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/// Keeps what happened for 90 days, in the words in which merchants are told of it.
@Component
public class EventLog implements Listener {

    // A day longer than merchants are told, so that no notification outlives its event.
    private static final Duration KEPT = Duration.ofDays(91);
    private static final Duration SHOWN = Duration.ofDays(90);

    private final Records<LoggedEvent> events;
    private final List<Hearing> hearing;
    private final EventJson json;
    private final Clock clock;

    EventLog(Stores stores, List<Hearing> hearing, EventJson json, Clock clock) {
        this.events = stores.records("events", LoggedEvent.class).index("type").taskIndex("occurredAt");
        this.hearing = hearing;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        PublicEvents.TYPES.forEach(type -> listen(handlers, type));
    }

    public Optional<LoggedEvent> find(Caller caller, String id) {
        return events.find(caller, id);
    }

    /// Those with these ids, by id.
    public Map<String, LoggedEvent> found(Caller caller, List<String> ids) {
        return events.all(caller, Filters.in("_id", ids), ids.size()).stream()
                .collect(toMap(LoggedEvent::id, Function.identity()));
    }

    Page<LoggedEvent> page(Caller caller, Bson filter, PageRequest page) {
        Instant oldest = clock.instant().minus(SHOWN);
        return events.page(caller, Filters.and(filter, Filters.gte("occurredAt", oldest)), page);
    }

    // Read as it stands, not as this service's own version of the contract shapes it.
    private void listen(Handlers handlers, EventType<?> type) {
        handlers.on(new EventType<>(type.name(), type.topic(), ObjectNode.class), this::keep);
    }

    private void keep(Received<ObjectNode> event) {
        ObjectNode told = Told.by(event.type(), event.data());
        var logged = new LoggedEvent(
                event.id(),
                event.merchantId(),
                event.type(),
                event.occurredAt(),
                Told.ids(event.data()),
                json.write(told));
        events.insertOnce(event.caller(), logged);
        hearing.forEach(listener -> listener.heard(event.caller(), logged));
    }

    private boolean sweep() {
        events.sweep(Filters.lt("occurredAt", clock.instant().minus(KEPT)));
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker oldEvents(EventLog log) {
            return new Worker("old-events", Duration.ofHours(1), log::sweep);
        }
    }
}
