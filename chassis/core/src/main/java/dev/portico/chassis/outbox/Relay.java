package dev.portico.chassis.outbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.id.Ids;
import dev.portico.events.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;

/// Brings waiting events to Kafka: at once, when a write wakes it; by a sweep, when a crash came between the write and
/// the
/// wake. An event is forgotten only after Kafka has acknowledged it, so it may come twice, but it comes.
public final class Relay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int LANES = 4;
    private static final int SWEPT_AT_ONCE = 1_000;
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration OVERDUE = Duration.ofSeconds(3);

    private final EventJson json;
    private final Ids ids;
    private final Clock clock;
    private final List<Outbox> outboxes = new CopyOnWriteArrayList<>();
    private final List<Lane> lanes;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("outbox-sweeper").factory());
    private volatile boolean running;

    public Relay(
            KafkaTemplate<String, byte[]> kafka,
            String service,
            EventJson json,
            Ids ids,
            Clock clock,
            MeterRegistry meters) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
        this.lanes = IntStream.range(0, LANES)
                .mapToObj(n -> new Lane(kafka, service, n, meters))
                .toList();
        meters.gauge(
                "portico.outbox.waiting",
                lanes,
                all -> all.stream().mapToInt(Lane::waiting).sum());
    }

    /// The outbox of one collection.
    public Outbox outbox(MongoCollection<Document> collection, Topic topic) {
        collection.createIndex(new Document(Outbox.PENDING, 1));
        var outbox = new Outbox(collection, topic, this, json, ids);
        outboxes.add(outbox);
        return outbox;
    }

    // One key always takes the same lane, so that a customer's events leave in the order in which they were written.
    void wake(Outbox outbox, String id, String key) {
        lanes.get(Math.floorMod(key.hashCode(), LANES)).wake(outbox, id);
    }

    Clock clock() {
        return clock;
    }

    @Override
    public void start() {
        running = true;
        lanes.forEach(Lane::start);
        sweeper.execute(() -> sweep(Duration.ZERO));
        long period = SWEEP_EVERY.toMillis();
        sweeper.scheduleWithFixedDelay(() -> sweep(OVERDUE), period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        sweeper.shutdownNow();
        lanes.forEach(Lane::stop);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    // Starts before, and stops after, everything that writes.
    @Override
    public int getPhase() {
        return SmartLifecycle.DEFAULT_PHASE - 10_000;
    }

    private void sweep(Duration overdue) {
        try {
            Date before = Date.from(clock.instant().minus(overdue));
            for (Outbox outbox : outboxes) sweep(outbox, before);
        } catch (RuntimeException e) {
            if (running) LOG.warn("the outbox sweep failed and will be repeated: {}", e.toString());
        }
    }

    private void sweep(Outbox outbox, Date before) {
        var overdue = outbox.collection()
                .find(Filters.and(Filters.eq(Outbox.PENDING, true), Filters.lte(Outbox.SINCE, before)))
                .projection(Projections.include("merchantId", "customerId"))
                .limit(SWEPT_AT_ONCE);
        for (Document waiting : overdue) {
            String id = waiting.getString("_id");
            wake(outbox, id, Outbox.keyOf(waiting.getString("merchantId"), waiting.getString("customerId"), id));
        }
    }

    static void published(Outbox outbox, String id, List<Document> events) {
        var eventIds = new ArrayList<String>();
        for (Document event : events) eventIds.add(event.getString("id"));
        outbox.collection().updateOne(Filters.eq("_id", id), Updates.pull(Outbox.EVENTS, Filters.in("id", eventIds)));
        outbox.collection()
                .updateOne(
                        Filters.and(Filters.eq("_id", id), Filters.size(Outbox.EVENTS, 0)),
                        Updates.combine(
                                Updates.unset(Outbox.PENDING),
                                Updates.unset(Outbox.SINCE),
                                Updates.unset(Outbox.EVENTS)));
    }
}
