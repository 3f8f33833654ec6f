package dev.portico.chassis.store;

import dev.portico.chassis.outbox.EventJson;
import dev.portico.chassis.outbox.Relay;
import dev.portico.events.Topic;
import org.springframework.data.mongodb.core.MongoTemplate;
import org.springframework.data.mongodb.core.convert.MappingMongoConverter;

/// Opens a service's collections.
public final class Stores {

    // Keys of custom data may hold dots, which the mapping can't store as they are.
    private static final String DOT = "\u2024";

    private final MongoTemplate template;
    private final Relay relay;
    private final EventJson json;

    public Stores(MongoTemplate template, Relay relay, EventJson json) {
        this.template = template;
        this.relay = relay;
        this.json = json;
        ((MappingMongoConverter) template.getConverter()).setMapKeyDotReplacement(DOT);
    }

    /// Aggregates that this service owns and tells of on its topic.
    public <A extends Owned> Aggregates<A> aggregates(String collection, Class<A> type, Topic topic) {
        Aggregates.refuseOurNames(type);
        var documents = new Documents<>(template, collection, type);
        return new Aggregates<>(documents, relay.outbox(documents.raw(), topic), json);
    }

    /// What this service remembers of another's entities.
    public <P extends Owned> Projections<P> projections(String collection, Class<P> type) {
        return new Projections<>(new Documents<>(template, collection, type), type.getSimpleName());
    }

    /// What this service keeps for itself.
    public <R extends Owned> Records<R> records(String collection, Class<R> type) {
        return new Records<>(new Documents<>(template, collection, type));
    }
}
