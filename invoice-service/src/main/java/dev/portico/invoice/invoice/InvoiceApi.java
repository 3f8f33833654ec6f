package dev.portico.invoice.invoice;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.InvoiceData;
import dev.portico.invoice.einvoice.Syntax;
import dev.portico.invoice.storage.DocumentStorage;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Invoices and credit notes over HTTP.
@RestController
final class InvoiceApi {

    private static final Set<String> DISPOSITIONS = Set.of("attachment", "inline");

    private final Invoices invoices;
    private final CreditNotes notes;
    private final DocumentStorage documents;
    private final DocumentLinks links;

    record Link(String url) {}

    InvoiceApi(Invoices invoices, CreditNotes notes, DocumentStorage documents, DocumentLinks links) {
        this.invoices = invoices;
        this.notes = notes;
        this.documents = documents;
        this.links = links;
    }

    @GetMapping("/invoices")
    @Needs("transaction.read")
    Page<InvoiceData> list(Caller caller, @Paged PageRequest page) {
        return invoices.page(caller, Filters.exists("documentSha256"), page).map(InvoiceApi::data);
    }

    /// Where the norm EN 16931 has no words for an invoice, there is only its PDF.
    ///
    /// @param version which of its PDFs, from 1; the newest if it is absent
    /// @param format `pdf`, or the newest version as `ubl` or `cii`, the two syntaxes of EN 16931
    @GetMapping("/transactions/{transactionId}/invoice")
    @Needs("transaction.read")
    Link link(
            Caller caller,
            InternalToken token,
            @PathVariable String transactionId,
            @RequestParam(defaultValue = "attachment") String disposition,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(defaultValue = "pdf") String format) {
        checked(disposition, format);
        if (!Ids.isValid("txn", transactionId)) throw Refusal.of(ErrorCode.NOT_FOUND);
        Invoice invoice = invoices.find(caller, Ids.derived("inv", transactionId))
                .filter(found -> found.documentSha256() != null)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        int wanted = version == null ? invoice.newest() : version;
        DocumentFormat as = DocumentFormat.of(format);
        int oldest = as == DocumentFormat.PDF ? 1 : invoice.newest();
        if (wanted < oldest || wanted > invoice.newest()) throw Refusal.of(ErrorCode.NOT_FOUND);
        if (as.syntax() == null)
            return link(caller, token, Invoice.documentId(invoice.id(), wanted), invoice.number(), disposition, as);
        orRefuse(ElectronicInvoices.in(as.syntax(), invoice));
        return link(caller, token, invoice.id(), invoice.number(), disposition, as);
    }

    /// @param format `pdf`, or `ubl` or `cii`, the two syntaxes of EN 16931
    @GetMapping("/adjustments/{adjustmentId}/credit-note")
    @Needs("adjustment.read")
    Link creditNote(
            Caller caller,
            InternalToken token,
            @PathVariable String adjustmentId,
            @RequestParam(defaultValue = "attachment") String disposition,
            @RequestParam(defaultValue = "pdf") String format) {
        checked(disposition, format);
        if (!Ids.isValid("adj", adjustmentId)) throw Refusal.of(ErrorCode.NOT_FOUND);
        CreditNote note = notes.find(caller, Ids.derived("crn", adjustmentId))
                .filter(found -> found.documentSha256() != null)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        DocumentFormat as = DocumentFormat.of(format);
        if (as.syntax() != null) orRefuse(ElectronicInvoices.in(as.syntax(), note));
        return link(caller, token, note.id(), note.number(), disposition, as);
    }

    @GetMapping("/invoice-documents/{signed}")
    ResponseEntity<byte[]> document(@PathVariable String signed) {
        DocumentLinks.Opened opened = links.open(signed).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        DocumentFormat format = opened.format();
        byte[] document = bytes(opened).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        return ResponseEntity.ok()
                .contentType(format.type())
                .headers(headers -> guard(headers, format.file(opened.name()), opened.inline()))
                .body(document);
    }

    private Optional<byte[]> bytes(DocumentLinks.Opened opened) {
        Caller holder = holder(opened.merchantId());
        Syntax syntax = opened.format().syntax();
        if (syntax == null) return documents.find(holder, opened.documentId());
        return Ids.isValid("crn", opened.documentId())
                ? notes.find(holder, opened.documentId()).flatMap(note -> ElectronicInvoices.in(syntax, note))
                : invoices.find(holder, opened.documentId()).flatMap(invoice -> ElectronicInvoices.in(syntax, invoice));
    }

    private Link link(
            Caller caller,
            InternalToken token,
            String document,
            String name,
            String disposition,
            DocumentFormat format) {
        boolean inline = disposition.equals("inline");
        String signed = links.sign(new DocumentLinks.Opened(caller.merchantId(), document, name, inline, format));
        return new Link(token.origin() + "/invoice-documents/" + signed);
    }

    private static void checked(String disposition, String format) {
        Fields.check()
                .oneOf("disposition", disposition, DISPOSITIONS)
                .oneOf("format", format, DocumentFormat.WORDS)
                .orRefuse();
    }

    private static void orRefuse(Optional<byte[]> document) {
        if (document.isEmpty()) throw Refusal.of(ErrorCode.INVOICE_FORMAT_NOT_AVAILABLE);
    }

    static Caller holder(String merchantId) {
        return new Caller.Service(merchantId, "whoever holds a signed link");
    }

    /// What is handed to whoever holds a link is kept by nobody else, and does nothing in a browser.
    static void guard(HttpHeaders headers, String file, boolean inline) {
        headers.setContentDisposition((inline ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(file)
                .build());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
        headers.setCacheControl(CacheControl.noStore().cachePrivate());
    }

    private static InvoiceData data(Invoice invoice) {
        return invoice.data(java.util.Objects.requireNonNull(invoice.documentSha256()));
    }
}
