package dev.portico.chassis.inbox;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoTemplate;

/// Keys whose events can't go on, because one of them failed for good. What follows it waits with it, so that order is
/// kept.
final class ParkedKeys {

    private final MongoCollection<Document> collection;
    private final Clock clock;

    ParkedKeys(MongoTemplate template, Clock clock) {
        this.collection = template.getCollection("parked_keys");
        this.clock = clock;
    }

    boolean contains(String key) {
        return collection.find(Filters.eq("_id", key)).first() != null;
    }

    void park(String key) {
        collection.updateOne(
                Filters.eq("_id", key),
                Updates.setOnInsert("since", Date.from(clock.instant())),
                new UpdateOptions().upsert(true));
    }

    void release(String key) {
        collection.deleteOne(Filters.eq("_id", key));
    }

    List<String> all() {
        return collection.distinct("_id", String.class).into(new ArrayList<>());
    }
}
