package dev.portico.chassis.outbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.observability.Trace;
import dev.portico.chassis.store.Fact;
import dev.portico.chassis.store.Owned;
import dev.portico.events.Topic;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Events waiting in their aggregate's own document until Kafka has them.
public final class Outbox {

    /// The field that holds the waiting events, oldest first.
    public static final String EVENTS = "outbox";

    /// True while events are waiting, else absent.
    public static final String PENDING = "pending";

    /// Since when the newest of them has waited.
    public static final String SINCE = "pendingSince";

    private final MongoCollection<Document> collection;
    private final Topic topic;
    private final Relay relay;
    private final EventJson json;
    private final Ids ids;

    Outbox(MongoCollection<Document> collection, Topic topic, Relay relay, EventJson json, Ids ids) {
        this.collection = collection;
        this.topic = topic;
        this.relay = relay;
        this.json = json;
        this.ids = ids;
    }

    /// Puts the first events into a document that is about to be inserted.
    public void put(Document document, Owned state, List<Fact> facts) {
        if (facts.isEmpty()) return;
        document.append(EVENTS, pending(state, facts, 0)).append(PENDING, true).append(SINCE, now());
    }

    /// The updates that add events to a stored document. Each event gets a version of its own, so that readers can tell
    /// news from what they have seen.
    public List<Bson> push(Owned state, List<Fact> facts, long version) {
        if (facts.isEmpty()) return List.of();
        return List.of(
                Updates.pushEach(EVENTS, pending(state, facts, version)),
                Updates.set(PENDING, true),
                Updates.set(SINCE, now()));
    }

    /// Has what was just stored published right away.
    public void wake(Owned state) {
        relay.wake(this, state.id(), keyOf(state.merchantId(), state.customerId(), state.id()));
    }

    MongoCollection<Document> collection() {
        return collection;
    }

    Topic topic() {
        return topic;
    }

    // One customer's events stay in order; what belongs to no customer is ordered by itself.
    static String keyOf(String merchantId, @org.jspecify.annotations.Nullable String customerId, String id) {
        return merchantId + ":" + (customerId == null ? id : customerId);
    }

    private List<Document> pending(Owned state, List<Fact> facts, long version) {
        String traceparent = Trace.current().traceparent();
        var events = new ArrayList<Document>();
        for (Fact fact : facts) {
            if (!fact.type().topic().equals(topic))
                throw new IllegalArgumentException(fact.type() + " is not said on " + topic);
            events.add(new Document("id", ids.unique("evt"))
                    .append("type", fact.type().name())
                    .append("time", now())
                    .append("subject", state.id())
                    .append("version", ++version)
                    .append("trace", traceparent)
                    .append("data", json.write(fact.data())));
        }
        return events;
    }

    private Date now() {
        return Date.from(relay.clock().instant());
    }
}
