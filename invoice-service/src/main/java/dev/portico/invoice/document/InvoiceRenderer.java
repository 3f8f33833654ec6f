package dev.portico.invoice.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/// Makes a PDF of an invoice. The same invoice gives the same bytes. Safe for use by many threads.
@Component
public final class InvoiceRenderer {

    public byte[] render(InvoiceDocument invoice) {
        try {
            return new PdfFile(invoice, new Layout(invoice).place()).bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
