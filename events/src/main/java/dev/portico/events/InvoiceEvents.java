package dev.portico.events;

/// What invoice-service says: documents that the law wants.
public final class InvoiceEvents {

    public static final EventType<InvoiceData> INVOICE_ISSUED =
            new EventType<>("invoice.issued", Topic.INVOICE, InvoiceData.class);

    public static final EventType<CreditNoteData> CREDIT_NOTE_ISSUED =
            new EventType<>("credit_note.issued", Topic.INVOICE, CreditNoteData.class);

    /// Comes before the event that tells of what the document is about.
    public static final EventType<DocumentData> DOCUMENT_MADE =
            new EventType<>("invoice.document_made", Topic.INVOICE, DocumentData.class);

    private InvoiceEvents() {}
}
