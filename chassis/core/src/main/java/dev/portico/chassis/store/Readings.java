package dev.portico.chassis.store;

import com.mongodb.client.model.Projections;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.outbox.EventJson;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;

/// Aggregates as the API shows them, written down whenever one changes: a list of many is handed out without making
/// anything anew.
///
/// @param <T> what is shown of each
public final class Readings<A extends Owned, T> {

    static final String FIELD = "shown";

    private static final String FORM = "form";
    private static final String TEXT = "text";
    private static final Bson NOTHING_ELSE = Projections.include(FIELD);

    private final Documents<A> documents;
    private final Function<A, T> show;
    private final String form;
    private final EventJson json;

    Readings(Documents<A> documents, String form, Function<A, T> show, EventJson json) {
        this.documents = documents;
        this.form = form;
        this.show = show;
        this.json = json;
    }

    public Page<Shown<T>> page(Caller caller, Bson filter, PageRequest request) {
        Document scoped = Scope.of(caller, filter);
        return documents
                .page(scoped, request, NOTHING_ELSE, Function.identity())
                .map(found -> written(found).orElseGet(() -> anew(caller, found)));
    }

    /// From what will be read again, not from what is written: the store rounds.
    void writeDown(Document document) {
        document.put(FIELD, new Document(FORM, form).append(TEXT, text(documents.read(document))));
    }

    // What was written down in another form is not used any more.
    private Optional<Shown<T>> written(Document found) {
        return found.get(FIELD) instanceof Document shown && form.equals(shown.getString(FORM))
                ? Optional.of(new Shown<>(found.getString("_id"), shown.getString(TEXT)))
                : Optional.empty();
    }

    private Shown<T> anew(Caller caller, Document found) {
        String id = found.getString("_id");
        return documents
                .find(caller, id)
                .map(state -> new Shown<T>(id, text(state)))
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
    }

    private String text(A state) {
        return json.write(show.apply(state));
    }
}
