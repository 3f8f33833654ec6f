package dev.portico.notification.email;

import static dev.portico.events.InvoiceEvents.CREDIT_NOTE_ISSUED;
import static dev.portico.events.InvoiceEvents.INVOICE_ISSUED;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.CreditNoteData;
import dev.portico.events.InvoiceData;
import dev.portico.notification.party.Parties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Whoever has paid gets a receipt, as soon as his invoice has its number; and whoever is given something back is told,
/// as soon as there is a credit note. What is yet to be paid is asked for elsewhere.
@Component
final class InvoiceListener implements Listener {

    private final Emails emails;
    private final Parties parties;
    private final Receipts receipts;

    InvoiceListener(Emails emails, Parties parties, Receipts receipts) {
        this.emails = emails;
        this.parties = parties;
        this.receipts = receipts;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(INVOICE_ISSUED, this::issued).on(CREDIT_NOTE_ISSUED, this::givenBack);
    }

    private void issued(Received<InvoiceData> event) {
        InvoiceData invoice = event.data();
        int version = Objects.requireNonNullElse(invoice.version(), 1);
        if (version > 1) revised(event, version);
        else if (!Boolean.FALSE.equals(invoice.paidWhenIssued())) receipt(event);
    }

    private void receipt(Received<InvoiceData> event) {
        InvoiceData invoice = event.data();
        Reader reader = Reader.of(parties, event, invoice.customerId());
        var facts = new HashMap<String, String>();
        facts.put("number", invoice.number());
        facts.put("amount", reader.money(invoice.total(), invoice.currencyCode()));
        facts.put("date", reader.date(invoice.issuedAt()));
        facts.put("items", reader.list(invoice.descriptions()));
        if (invoice.paidWith() != null) facts.put("method", Cards.name(invoice.paidWith(), reader.messages()));
        receipts.queue(event.caller(), reader, invoice.transactionId(), facts);
    }

    private void revised(Received<InvoiceData> event, int version) {
        InvoiceData invoice = event.data();
        Reader reader = Reader.of(parties, event, invoice.customerId());
        emails.queue(
                event.caller(),
                reader.mail(
                                Kind.INVOICE_REVISED,
                                Kind.INVOICE_REVISED.cause(invoice.transactionId() + ":v" + version),
                                Map.of("number", invoice.number()),
                                Receipts.page(invoice.transactionId()))
                        .attaching(Receipts.invoice(invoice.transactionId(), version)));
    }

    private void givenBack(Received<CreditNoteData> event) {
        CreditNoteData note = event.data();
        List<String> items = note.descriptions();
        // Nobody is told of what was given back before there was this e-mail.
        if (note.action() == null || items == null || items.isEmpty()) return;
        boolean refunded = note.action().equals("refund") && !Boolean.TRUE.equals(note.creditAppliedToBalance());
        Kind kind = refunded ? Kind.REFUNDED : Kind.CREDITED;
        Reader reader = Reader.of(parties, event, note.customerId());
        emails.queue(
                event.caller(),
                reader.mail(
                                kind,
                                kind.cause(note.adjustmentId()),
                                Map.of(
                                        "number",
                                        note.number(),
                                        "amount",
                                        reader.money(note.total(), note.currencyCode()),
                                        "items",
                                        reader.list(items)),
                                Receipts.page(note.transactionId()))
                        .attaching(note.id()));
    }
}
