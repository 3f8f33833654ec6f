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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
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
    private final StoredDocuments documents;
    private final DocumentLinks links;

    record Link(String url) {}

    InvoiceApi(Invoices invoices, CreditNotes notes, StoredDocuments documents, DocumentLinks links) {
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

    /// @param version which of its PDFs, from 1; the newest if it is absent
    @GetMapping("/transactions/{transactionId}/invoice")
    @Needs("transaction.read")
    Link link(
            Caller caller,
            InternalToken token,
            @PathVariable String transactionId,
            @RequestParam(defaultValue = "attachment") String disposition,
            @RequestParam(required = false) @Nullable Integer version) {
        Fields.check().oneOf("disposition", disposition, DISPOSITIONS).orRefuse();
        if (!Ids.isValid("txn", transactionId)) throw Refusal.of(ErrorCode.NOT_FOUND);
        Invoice invoice = invoices.find(caller, Ids.derived("inv", transactionId))
                .filter(found -> found.documentSha256() != null)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        if (version != null && (version < 1 || version > invoice.newest())) throw Refusal.of(ErrorCode.NOT_FOUND);
        String document = Invoice.documentId(invoice.id(), version == null ? invoice.newest() : version);
        return link(caller, token, document, invoice.number(), disposition);
    }

    @GetMapping("/adjustments/{adjustmentId}/credit-note")
    @Needs("adjustment.read")
    Link creditNote(
            Caller caller,
            InternalToken token,
            @PathVariable String adjustmentId,
            @RequestParam(defaultValue = "attachment") String disposition) {
        Fields.check().oneOf("disposition", disposition, DISPOSITIONS).orRefuse();
        if (!Ids.isValid("adj", adjustmentId)) throw Refusal.of(ErrorCode.NOT_FOUND);
        CreditNote note = notes.find(caller, Ids.derived("crn", adjustmentId))
                .filter(found -> found.documentSha256() != null)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        return link(caller, token, note.id(), note.number(), disposition);
    }

    @GetMapping("/invoice-documents/{signed}")
    ResponseEntity<byte[]> document(@PathVariable String signed) {
        DocumentLinks.Opened opened = links.open(signed).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        var holder = new Caller.Service(opened.merchantId(), "whoever holds a signed link");
        byte[] pdf = documents.find(holder, opened.documentId()).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        var disposition = (opened.inline() ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(opened.name() + ".pdf")
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(pdf);
    }

    private Link link(Caller caller, InternalToken token, String document, String name, String disposition) {
        String signed =
                links.sign(new DocumentLinks.Opened(caller.merchantId(), document, name, disposition.equals("inline")));
        return new Link(token.origin() + "/invoice-documents/" + signed);
    }

    private static InvoiceData data(Invoice invoice) {
        return invoice.data(java.util.Objects.requireNonNull(invoice.documentSha256()));
    }
}
