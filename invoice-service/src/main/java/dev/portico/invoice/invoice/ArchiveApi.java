package dev.portico.invoice.invoice;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A customer's invoices and credit notes of a year in one file, over HTTP.
@RestController
final class ArchiveApi {

    private static final String ZIP = "application/zip";
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 9998;

    private final InvoiceArchive archive;
    private final DocumentLinks links;

    ArchiveApi(InvoiceArchive archive, DocumentLinks links) {
        this.archive = archive;
        this.links = links;
    }

    /// The link opens a ZIP file for one hour. There is none for a year without documents.
    ///
    /// @param year in which they were issued, by UTC
    /// @param customerId whose they are; needed with an API key
    @GetMapping("/invoices/archive")
    @Needs("transaction.read")
    InvoiceApi.Link link(
            Caller caller,
            InternalToken token,
            @RequestParam(required = false) @Nullable Integer year,
            @RequestParam(name = "customer_id", required = false) @Nullable String customerId) {
        String customer = caller instanceof Caller.Customer self && customerId == null ? self.customerId() : customerId;
        Fields.check()
                .required("year", year)
                .range("year", year, FIRST_YEAR, LAST_YEAR)
                .required("customer_id", customer)
                .orRefuse();
        if (year == null || customer == null || archive.isEmpty(caller, customer, year))
            throw Refusal.of(ErrorCode.NOT_FOUND);
        String signed = links.sign(new DocumentLinks.Archive(caller.merchantId(), customer, year));
        return new InvoiceApi.Link(token.origin() + "/invoice-archives/" + signed);
    }

    @GetMapping(path = "/invoice-archives/{signedArchive}", produces = ZIP)
    void archive(@PathVariable String signedArchive, HttpServletResponse response) throws IOException {
        DocumentLinks.Archive opened =
                links.openArchive(signedArchive).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        var headers = new HttpHeaders();
        InvoiceApi.guard(headers, "invoices-" + opened.year() + ".zip", false);
        headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        response.setContentType(ZIP);
        archive.write(
                InvoiceApi.holder(opened.merchantId()), opened.customerId(), opened.year(), response.getOutputStream());
    }
}
