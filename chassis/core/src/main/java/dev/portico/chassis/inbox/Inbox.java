package dev.portico.chassis.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.outbox.EventJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.MessageListener;

/// Reads records as events and hands them to whoever listens.
final class Inbox implements MessageListener<String, byte[]> {

    private final Handlers handlers;
    private final ParkedKeys parked;
    private final DeadLetters deadLetters;
    private final EventJson json;
    private final Clock clock;
    private final Timer delay;

    Inbox(
            Handlers handlers,
            ParkedKeys parked,
            DeadLetters deadLetters,
            EventJson json,
            Clock clock,
            MeterRegistry meters) {
        this.handlers = handlers;
        this.parked = parked;
        this.deadLetters = deadLetters;
        this.json = json;
        this.clock = clock;
        this.delay = Timer.builder("portico.events.delay")
                .description("from the write that an event tells of to its handling here")
                .publishPercentileHistogram()
                .register(meters);
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record) {
        if (handlers.of(header(record, "ce_type", "")).isEmpty()) return;
        if (parked.contains(record.key())) deadLetters.add(record, "an earlier event of this key is parked");
        else handle(record);
    }

    /// @throws RuntimeException whatever a handler throws
    void handle(ConsumerRecord<String, byte[]> record) {
        try (var _ = Trace.continued(header(record, Trace.HEADER, null)).open()) {
            for (Handlers.Handler<?> handler : handlers.of(header(record, "ce_type", ""))) hand(record, handler);
        }
    }

    private <T> void hand(ConsumerRecord<String, byte[]> record, Handlers.Handler<T> handler) {
        Received<T> event = received(record, handler);
        delay.record(Duration.between(event.occurredAt(), clock.instant()));
        handler.action().accept(event);
    }

    private <T> Received<T> received(ConsumerRecord<String, byte[]> record, Handlers.Handler<T> handler) {
        try {
            return new Received<>(
                    required(record, "ce_id"),
                    handler.type().name(),
                    Instant.parse(required(record, "ce_time")),
                    required(record, "ce_subject"),
                    Long.parseLong(required(record, "ce_entityversion")),
                    new Caller.Service(merchant(record), handler.type().name()),
                    json.read(record.value(), handler.type().data()));
        } catch (RuntimeException e) {
            throw new Poison(e);
        }
    }

    private static String merchant(ConsumerRecord<String, byte[]> record) {
        String merchant = required(record, "ce_merchantid");
        if (!List.of(record.key().split(":")).getFirst().equals(merchant))
            throw new IllegalArgumentException("the key is another merchant's");
        return merchant;
    }

    private static String required(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) throw new IllegalArgumentException(name + " is missing");
        return new String(header.value(), UTF_8);
    }

    @SuppressWarnings("NullAway") // the fallback is what the caller wants to see
    private static String header(ConsumerRecord<String, byte[]> record, String name, @Nullable String fallback) {
        Header header = record.headers().lastHeader(name);
        return header == null ? fallback : new String(header.value(), UTF_8);
    }
}
