package dev.portico.invoice.invoice;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// A merchant's invoices. Numbers are taken by inserting: the unique index over merchant, series and sequence lets each
/// be taken
/// once, and nothing but the invoice itself records that it was. So no crash can lose one or use one twice.
@Component
final class Invoices {

    private final Aggregates<Invoice> invoices;
    private final Numbering numbering;

    Invoices(Stores stores, Numbering numbering) {
        this.invoices =
                stores.aggregates("invoices", Invoice.class, Topic.INVOICE).unique("series", "sequence");
        this.numbering = numbering;
    }

    Optional<Invoice> find(Caller caller, String id) {
        return invoices.find(caller, id);
    }

    Page<Invoice> page(Caller caller, Bson filter, PageRequest page) {
        return invoices.page(caller, filter, page);
    }

    /// Gives it the next free number of its series. If it has one already, that one stays.
    Invoice number(Caller caller, Invoice draft) {
        return numbering.number(
                caller,
                draft.series(),
                () -> invoices.find(caller, draft.id()),
                next -> invoices.create(caller, Change.to(draft.numbered(next))));
    }

    Invoice change(Caller caller, String id, Function<Invoice, Change<Invoice>> change) {
        return invoices.change(caller, id, change);
    }

    void rendered(Caller caller, String id, Made made) {
        invoices.change(caller, id, invoice -> invoice.rendered(made));
    }
}
