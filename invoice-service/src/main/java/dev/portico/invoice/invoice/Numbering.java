package dev.portico.invoice.invoice;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Remembers about where each series has got to, so that the search for the next free number is short. Only a hint: it
/// may lag
/// behind, but never runs ahead, for it is raised after the invoice was stored.
@Component
final class Numbering {

    private final Records<Hint> hints;

    record Hint(String id, String merchantId, long last) implements Owned {}

    Numbering(Stores stores) {
        this.hints = stores.records("numbering", Hint.class);
    }

    /// Takes the next free number of a series for a document that exists as soon as it has one. If it has one already,
    /// that one stays.
    ///
    /// @param known the document, if it was numbered before
    /// @param create stores the document under a number; a [Duplicate] says that the number is taken
    <D> D number(Caller caller, String series, Supplier<Optional<D>> known, LongFunction<D> create) {
        long next = last(caller, series) + 1;
        while (true) {
            Optional<D> numbered = known.get();
            if (numbered.isPresent()) return numbered.get();
            try {
                D document = create.apply(next);
                taken(caller, series, next);
                return document;
            } catch (Duplicate e) {
                next++;
            }
        }
    }

    private long last(Caller caller, String series) {
        return hints.find(caller, id(caller, series)).map(Hint::last).orElse(0L);
    }

    private void taken(Caller caller, String series, long number) {
        String id = id(caller, series);
        boolean raised = hints.claim(caller, id, Filters.empty(), Updates.max("last", number))
                .isPresent();
        if (!raised) hints.insertOnce(caller, new Hint(id, caller.merchantId(), number));
    }

    private static String id(Caller caller, String series) {
        return caller.merchantId() + ":" + series;
    }
}
