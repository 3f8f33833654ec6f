package dev.portico.events;

/// What invoice-service says: documents that the law wants.
public final class InvoiceEvents {

    public static final EventType<InvoiceData> INVOICE_ISSUED =
            new EventType<>("invoice.issued", Topic.INVOICE, InvoiceData.class);

    private InvoiceEvents() {}
}
