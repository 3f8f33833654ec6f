package dev.portico.invoice.invoice;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
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

    long last(Caller caller, String series) {
        return hints.find(caller, id(caller, series)).map(Hint::last).orElse(0L);
    }

    void taken(Caller caller, String series, long number) {
        String id = id(caller, series);
        boolean raised = hints.claim(caller, id, Filters.empty(), Updates.max("last", number))
                .isPresent();
        if (!raised) hints.insertOnce(caller, new Hint(id, caller.merchantId(), number));
    }

    private static String id(Caller caller, String series) {
        return caller.merchantId() + ":" + series;
    }
}
