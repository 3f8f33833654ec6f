package dev.portico.chassis.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOptions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.inbox.RetryLater;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/// What this service remembers of another's entities. Each keeps the version it has seen, in the document that it
/// changes:
/// an event that comes twice, or late, changes nothing.
public final class Projections<P extends Owned> {

    private static final String VERSION = "version";

    private final Documents<P> documents;
    private final String what;

    Projections(Documents<P> documents, String what) {
        this.documents = documents;
        this.what = what;
    }

    /// Serves queries for the merchant and these fields.
    public Projections<P> index(String... fields) {
        documents.index(Aggregates.within(fields));
        return this;
    }

    /// Serves a look-up that has no merchant yet, such as a host's.
    public Projections<P> globalIndex(String... fields) {
        documents.index(fields);
        return this;
    }

    /// Keeps what the event says, unless something as new is kept already.
    ///
    /// @return whether the event was news
    public boolean keep(Received<?> event, P state) {
        Scope.check(event.caller(), state);
        Document document = documents.write(state).append(VERSION, event.version());
        Bson older = Filters.and(Scope.of(event.caller(), state.id()), Filters.lt(VERSION, event.version()));
        try {
            Documents.unlessDuplicate(
                    () -> documents.raw().replaceOne(older, document, new ReplaceOptions().upsert(true)));
            return true;
        } catch (Duplicate e) {
            return false;
        }
    }

    public Optional<P> find(Caller caller, String id) {
        return documents.find(caller, id);
    }

    public Optional<P> first(Caller caller, Bson filter) {
        return documents.first(Scope.of(caller, filter));
    }

    /// What must be known before an event can be handled.
    ///
    /// @throws RetryLater if its own event has not arrived yet
    public P expect(Caller caller, String id) {
        return find(caller, id).orElseThrow(() -> new RetryLater(what + " " + id + " is not known yet"));
    }
}
