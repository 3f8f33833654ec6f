package dev.portico.invoice.invoice;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// A merchant's credit notes. Their numbers are taken as those of invoices are.
@Component
final class CreditNotes {

    private final Aggregates<CreditNote> notes;
    private final Numbering numbering;

    CreditNotes(Stores stores, Numbering numbering) {
        this.notes = stores.aggregates("credit_notes", CreditNote.class, Topic.INVOICE)
                .unique("series", "sequence");
        this.numbering = numbering;
    }

    Optional<CreditNote> find(Caller caller, String id) {
        return notes.find(caller, id);
    }

    Page<CreditNote> page(Caller caller, Bson filter, PageRequest page) {
        return notes.page(caller, filter, page);
    }

    /// Gives it the next free number of its series. If it has one already, that one stays.
    CreditNote number(Caller caller, CreditNote draft) {
        return numbering.number(
                caller,
                draft.series(),
                () -> notes.find(caller, draft.id()),
                next -> notes.create(caller, Change.to(draft.numbered(next))));
    }

    void rendered(Caller caller, String id, Made made) {
        notes.change(caller, id, note -> note.rendered(made));
    }
}
