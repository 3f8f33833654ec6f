package dev.portico.invoice.invoice;

import static dev.portico.events.BillingEvents.ADJUSTMENT_CREATED;
import static dev.portico.events.BillingEvents.ADJUSTMENT_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.inbox.RetryLater;
import dev.portico.events.AdjustmentData;
import dev.portico.invoice.document.InvoiceRenderer;
import dev.portico.invoice.settings.Logos;
import dev.portico.invoice.storage.DocumentStorage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;

/// An approved refund or credit gets its credit note, once: first the number, then the PDF, then the event that tells
/// of both.
@Component
final class Correcting implements Listener {

    private static final Set<String> CORRECTIONS = Set.of("refund", "credit");

    private final Invoices invoices;
    private final CreditNotes notes;
    private final Logos logos;
    private final DocumentStorage documents;
    private final InvoiceRenderer renderer;
    private final MeterRegistry meters;
    private final Clock clock;

    Correcting(
            Invoices invoices,
            CreditNotes notes,
            Logos logos,
            DocumentStorage documents,
            InvoiceRenderer renderer,
            MeterRegistry meters,
            Clock clock) {
        this.invoices = invoices;
        this.notes = notes;
        this.documents = documents;
        this.logos = logos;
        this.renderer = renderer;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(ADJUSTMENT_CREATED, this::correct).on(ADJUSTMENT_UPDATED, this::correct);
    }

    private void correct(Received<AdjustmentData> event) {
        AdjustmentData adjustment = event.data();
        if (!adjustment.status().equals("approved") || !CORRECTIONS.contains(adjustment.action())) return;
        CreditNote note = notes.number(event.caller(), draft(event.caller(), adjustment));
        if (note.documentSha256() != null) return;
        byte[] pdf = renderer.render(CreditNoteWording.of(
                note, logos.on(event.caller(), note.corrected().printed())));
        String sha256 = documents.keep(event.caller(), note.id(), note.customerId(), pdf);
        notes.rendered(event.caller(), note.id(), new Made(note.id(), note.number(), sha256, pdf));
        meters.counter("credit.notes.issued").increment();
    }

    private CreditNote draft(Caller caller, AdjustmentData adjustment) {
        String invoiceId = Ids.derived("inv", adjustment.transactionId());
        Invoice invoice = invoices.find(caller, invoiceId)
                .filter(found -> found.documentSha256() != null)
                .orElseThrow(() -> new RetryLater("invoice " + invoiceId + " is not made yet"));
        return new CreditNote(
                Ids.derived("crn", adjustment.id()),
                caller.merchantId(),
                adjustment.customerId(),
                invoice.series() + "-CN",
                0,
                invoice,
                adjustment,
                null,
                invoice.buyer().testClockId() == null ? clock.instant() : adjustment.createdAt());
    }
}
