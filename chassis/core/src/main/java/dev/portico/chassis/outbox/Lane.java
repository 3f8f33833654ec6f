package dev.portico.chassis.outbox;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/// One worker of the relay. What is handed to it leaves in order.
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int TOGETHER = 100;
    private static final long ACKNOWLEDGED_WITHIN_SECONDS = 150;

    private final KafkaTemplate<String, byte[]> kafka;
    private final String service;
    private final Thread thread;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Counter published;
    private volatile boolean running = true;

    /// A document whose events wait.
    private record Waiting(Outbox outbox, String id) {}

    /// Events on their way.
    private record Sent(Waiting waiting, List<Document> events, CompletableFuture<?> acknowledged) {}

    Lane(KafkaTemplate<String, byte[]> kafka, String service, int number, MeterRegistry meters) {
        this.kafka = kafka;
        this.service = service;
        this.published = meters.counter("portico.events.published");
        this.thread = Thread.ofVirtual().name("outbox-lane-" + number).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void stop() {
        running = false;
        thread.interrupt();
    }

    int waiting() {
        return queue.size();
    }

    void wake(Outbox outbox, String id) {
        queue.add(new Waiting(outbox, id));
    }

    private void run() {
        while (running) {
            try {
                var batch = new LinkedHashSet<Waiting>();
                batch.add(queue.take());
                queue.drainTo(batch, TOGETHER);
                publish(batch);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (running) LOG.warn("events could not be published and will be tried again: {}", e.toString());
            }
        }
    }

    private void publish(Iterable<Waiting> batch) throws InterruptedException {
        var sent = new ArrayList<Sent>();
        for (Waiting waiting : batch) {
            Sent events = send(waiting);
            if (events != null) sent.add(events);
        }
        for (Sent events : sent) acknowledge(events);
    }

    private @Nullable Sent send(Waiting waiting) {
        Document owner = waiting.outbox
                .collection()
                .find(Filters.eq("_id", waiting.id))
                .projection(Projections.include("merchantId", "customerId", Outbox.EVENTS))
                .first();
        List<Document> events = owner == null ? List.of() : owner.getList(Outbox.EVENTS, Document.class, List.of());
        if (owner == null || events.isEmpty()) return null;
        String topic = waiting.outbox.topic().name();
        var acknowledged = events.stream()
                .map(event -> kafka.send(CloudEvent.of(owner, event, topic, service)))
                .toArray(CompletableFuture[]::new);
        return new Sent(waiting, events, CompletableFuture.allOf(acknowledged));
    }

    private void acknowledge(Sent sent) throws InterruptedException {
        try {
            sent.acknowledged.get(ACKNOWLEDGED_WITHIN_SECONDS, TimeUnit.SECONDS);
            Relay.published(sent.waiting.outbox, sent.waiting.id, sent.events);
            published.increment(sent.events.size());
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
            LOG.warn("Kafka did not take an event, it will be sent again: {}", e.toString());
        }
    }
}
