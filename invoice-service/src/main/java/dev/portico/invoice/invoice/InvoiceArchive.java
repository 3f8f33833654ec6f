package dev.portico.invoice.invoice;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.invoice.storage.DocumentStorage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// All PDFs of one customer and calendar year, by UTC, in one ZIP file. However many they are, only one is in
/// memory at a time.
@Component
final class InvoiceArchive {

    private static final int AT_A_TIME = 100;

    private final Invoices invoices;
    private final CreditNotes notes;
    private final DocumentStorage documents;

    /// One file of it.
    private record Entry(String name, String documentId, Instant issuedAt) {

        static Entry of(Invoice invoice) {
            return new Entry(invoice.number(), invoice.documentId(), invoice.issuedAt());
        }

        static Entry of(CreditNote note) {
            return new Entry(note.number(), note.id(), note.issuedAt());
        }
    }

    private interface Pages<T> {
        Page<T> page(Caller caller, Bson filter, PageRequest request);
    }

    InvoiceArchive(Invoices invoices, CreditNotes notes, DocumentStorage documents) {
        this.invoices = invoices;
        this.notes = notes;
        this.documents = documents;
    }

    boolean isEmpty(Caller caller, String customerId, int year) {
        var one = new PageRequest(1, null, false);
        Bson filter = issued(customerId, year);
        return invoices.page(caller, filter, one).items().isEmpty()
                && notes.page(caller, filter, one).items().isEmpty();
    }

    /// Leaves the stream open.
    void write(Caller caller, String customerId, int year, OutputStream to) throws IOException {
        var zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        Bson filter = issued(customerId, year);
        write(caller, zip, filter, invoices::page, Entry::of);
        write(caller, zip, filter, notes::page, Entry::of);
        zip.finish();
    }

    private <T extends Owned> void write(
            Caller caller, ZipOutputStream zip, Bson filter, Pages<T> pages, Function<T, Entry> entry)
            throws IOException {
        String after = null;
        Page<T> page;
        do {
            page = pages.page(caller, filter, new PageRequest(AT_A_TIME, after, false));
            for (T found : page.items()) add(caller, zip, entry.apply(found));
            after = page.hasMore() ? page.items().getLast().id() : null;
        } while (after != null);
    }

    // Stored as it is: a PDF is compressed already.
    private void add(Caller caller, ZipOutputStream zip, Entry entry) throws IOException {
        byte[] pdf = documents
                .find(caller, entry.documentId())
                .orElseThrow(() -> new IllegalStateException(entry.documentId() + " has no document"));
        var sum = new CRC32();
        sum.update(pdf);
        var file = new ZipEntry(DocumentFormat.PDF.file(entry.name()));
        file.setMethod(ZipEntry.STORED);
        file.setSize(pdf.length);
        file.setCrc(sum.getValue());
        file.setTimeLocal(entry.issuedAt().atOffset(ZoneOffset.UTC).toLocalDateTime());
        zip.putNextEntry(file);
        zip.write(pdf);
        zip.closeEntry();
    }

    private static Bson issued(String customerId, int year) {
        return Filters.and(
                Filters.eq("customerId", customerId),
                Filters.exists("documentSha256"),
                Filters.gte("issuedAt", start(year)),
                Filters.lt("issuedAt", start(year + 1)));
    }

    private static Instant start(int year) {
        return LocalDate.of(year, 1, 1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
