package dev.portico.billing.adjustment;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.CreditNoteData;
import dev.portico.events.InvoiceEvents;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// An adjustment shows the number of its credit note as soon as there is one.
@Component
final class CreditNoteListener implements Listener {

    private final Adjustments adjustments;
    private final Clock clock;

    CreditNoteListener(Adjustments adjustments, Clock clock) {
        this.adjustments = adjustments;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(InvoiceEvents.CREDIT_NOTE_ISSUED, this::noted);
    }

    private void noted(Received<CreditNoteData> event) {
        CreditNoteData note = event.data();
        adjustments.change(
                event.caller(), note.adjustmentId(), adjustment -> adjustment.noted(note.number(), clock.instant()));
    }
}
