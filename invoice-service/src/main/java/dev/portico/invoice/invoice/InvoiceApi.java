package dev.portico.invoice.invoice;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.InvoiceData;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Invoices over HTTP.
@RestController
final class InvoiceApi {

    private final Invoices invoices;
    private final StoredDocuments documents;
    private final DocumentLinks links;

    record Link(String url) {}

    InvoiceApi(Invoices invoices, StoredDocuments documents, DocumentLinks links) {
        this.invoices = invoices;
        this.documents = documents;
        this.links = links;
    }

    @GetMapping("/invoices")
    Page<InvoiceData> list(Caller caller, PageRequest page) {
        return invoices.page(caller, Filters.exists("documentSha256"), page).map(InvoiceApi::data);
    }

    @GetMapping("/transactions/{transactionId}/invoice")
    Link link(
            Caller caller,
            InternalToken token,
            @PathVariable String transactionId,
            @RequestParam(defaultValue = "attachment") String disposition) {
        Fields.check()
                .oneOf("disposition", disposition, Set.of("attachment", "inline"))
                .orRefuse();
        if (!Ids.isValid("txn", transactionId)) throw Refusal.of(ErrorCode.NOT_FOUND);
        Invoice invoice = invoices.find(caller, Ids.derived("inv", transactionId))
                .filter(found -> found.documentSha256() != null)
                .orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        String signed =
                links.sign(new DocumentLinks.Opened(caller.merchantId(), invoice.id(), disposition.equals("inline")));
        return new Link(token.origin() + "/invoice-documents/" + signed);
    }

    @GetMapping("/invoice-documents/{signed}")
    ResponseEntity<byte[]> document(@PathVariable String signed) {
        DocumentLinks.Opened opened = links.open(signed).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        var holder = new Caller.Service(opened.merchantId(), "whoever holds a signed link");
        Invoice invoice = invoices.find(holder, opened.invoiceId()).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        byte[] pdf = documents.find(holder, opened.invoiceId()).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        var disposition = (opened.inline() ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(invoice.number() + ".pdf")
                .build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox")
                .cacheControl(CacheControl.noStore().cachePrivate())
                .body(pdf);
    }

    private static InvoiceData data(Invoice invoice) {
        return invoice.data(java.util.Objects.requireNonNull(invoice.documentSha256()));
    }
}
