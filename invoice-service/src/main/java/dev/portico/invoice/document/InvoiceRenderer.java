package dev.portico.invoice.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.GregorianCalendar;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.stereotype.Component;

/// Makes a PDF of an invoice. The same invoice gives the same bytes. Safe for use by many threads.
@Component
public final class InvoiceRenderer {

    public byte[] render(InvoiceDocument invoice) {
        try (var pdf = new PDDocument()) {
            Map<Typeface, EmbeddedFont> fonts = new LinkedHashMap<>();
            for (Typeface face : new Typeface[] {Typeface.REGULAR, Typeface.BOLD})
                fonts.put(face, new EmbeddedFont(face));
            for (Sheet sheet : new Layout(invoice, fonts).place()) pdf.addPage(sheet.page(pdf));
            for (EmbeddedFont font : fonts.values()) font.embed(pdf);
            describe(pdf, invoice);
            var bytes = new ByteArrayOutputStream();
            pdf.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void describe(PDDocument pdf, InvoiceDocument invoice) {
        var issued = GregorianCalendar.from(invoice.issuedAt().atZone(java.time.ZoneOffset.UTC));
        pdf.getDocumentInformation()
                .setTitle(invoice.title() + " " + invoice.facts().getFirst().value());
        pdf.getDocumentInformation().setAuthor(invoice.seller().name());
        pdf.getDocumentInformation().setCreationDate(issued);
        pdf.getDocumentCatalog().setLanguage(invoice.language());
        // Else the file's id would come from the clock, and the same invoice would have other bytes each time.
        pdf.setDocumentId(invoice.issuedAt().toEpochMilli());
    }
}
