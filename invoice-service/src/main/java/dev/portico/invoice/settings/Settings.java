package dev.portico.invoice.settings;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// What each merchant has decided for its invoices.
@Component
public final class Settings {

    private final Aggregates<InvoiceSettings> settings;

    Settings(Stores stores) {
        this.settings = stores.aggregates("invoice_settings", InvoiceSettings.class, Topic.INVOICE);
    }

    /// What the caller's merchant wants on its documents from now on.
    public Printed of(Caller caller) {
        return settings.find(caller, caller.merchantId())
                .map(InvoiceSettings::printed)
                .orElse(Printed.NOTHING);
    }

    Printed change(Caller caller, UnaryOperator<Printed> change) {
        String id = caller.merchantId();
        if (settings.find(caller, id).isEmpty()) create(caller, InvoiceSettings.usual(id));
        return settings.change(
                        caller, id, before -> Change.to(new InvoiceSettings(id, id, change.apply(before.printed()))))
                .printed();
    }

    private void create(Caller caller, InvoiceSettings usual) {
        try {
            settings.create(caller, Change.to(usual));
        } catch (Duplicate e) {
            // Somebody else was quicker: it is there, which is all that is wanted.
        }
    }
}
