package dev.portico.invoice.invoice;

import static dev.portico.events.InvoiceEvents.DOCUMENT_MADE;
import static dev.portico.events.InvoiceEvents.INVOICE_ISSUED;

import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.AddressData;
import dev.portico.events.BillingDetails;
import dev.portico.events.CustomerData;
import dev.portico.events.InvoiceData;
import dev.portico.events.MerchantData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.events.TransactionData.Payment;
import dev.portico.events.TransactionData.RevisedDetails;
import dev.portico.invoice.settings.Printed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invoice. Its number exists if and only if this document does, so numbers have no gap; everything it shows was
/// frozen when it
/// was made.
///
/// @param series whose numbers it takes part in
/// @param sequence its place in the series, from 1
/// @param company what the buyer buys for; absent if he buys for himself
/// @param documentSha256 of its newest PDF; absent until there is one, and not told to anybody before
/// @param printed what else its seller wanted on it; absent on those from before there was such a thing
/// @param edition how many PDFs it had so far: a revised bill gets another one, under the same number
record Invoice(
        String id,
        String merchantId,
        String customerId,
        String series,
        long sequence,
        MerchantData seller,
        CustomerData buyer,
        @Nullable Company company,
        @Nullable AddressData address,
        TransactionData transaction,
        @Nullable String documentSha256,
        @Nullable Integer edition,
        @Nullable Printed printed,
        Instant issuedAt)
        implements Owned {

    /// @param taxIdentifier as it is to be printed
    record Company(@Nullable String name, @Nullable String taxIdentifier) {}

    /// As printed: `ACME-000123`.
    String number() {
        return "%s-%06d".formatted(series, sequence);
    }

    /// Under which name an edition of its PDF is stored.
    static String documentId(String id, int edition) {
        return edition == 1 ? id : id + ":" + edition;
    }

    int newest() {
        return edition == null ? 1 : edition;
    }

    String documentId() {
        return documentId(id, newest());
    }

    Invoice numbered(long next) {
        return with(next, buyer, company, address, transaction, documentSha256, edition);
    }

    /// Made out anew, as the revised transaction says; its next PDF is yet to be stored.
    ///
    /// @return itself, if it says so already
    Invoice revised(TransactionData revision) {
        RevisedDetails now = revision.revisedDetails();
        if (now == null || now.equals(transaction.revisedDetails())) return this;
        return with(
                sequence,
                Revised.buyer(buyer, now),
                Revised.company(company, now),
                address == null ? null : Revised.address(address, now),
                revision,
                null,
                newest() + 1);
    }

    /// Its PDF is stored: now it may be told of. Heard twice, it changes nothing.
    Change<Invoice> rendered(Made made) {
        if (documentSha256 != null) return Change.to(this);
        return with(sequence, buyer, company, address, transaction, made.sha256(), edition)
                .told(made);
    }

    /// The revised version's PDF is stored. Heard twice, it changes nothing.
    Change<Invoice> replaced(Invoice by, Made made) {
        if (newest() >= by.newest()) return Change.to(this);
        return with(sequence, by.buyer, by.company, by.address, by.transaction, made.sha256(), by.edition)
                .told(made);
    }

    private Change<Invoice> told(Made made) {
        return Change.to(this).telling(DOCUMENT_MADE, made.data()).telling(INVOICE_ISSUED, data(made.sha256()));
    }

    private Invoice with(
            long number,
            CustomerData to,
            @Nullable Company of,
            @Nullable AddressData at,
            TransactionData bill,
            @Nullable String sha256,
            @Nullable Integer nth) {
        return new Invoice(
                id, merchantId, customerId, series, number, seller, to, of, at, bill, sha256, nth, printed, issuedAt);
    }

    /// Until when it is to be paid; nothing where it is collected.
    @Nullable
    Instant dueAt() {
        BillingDetails terms = transaction.billingDetails();
        Instant billed = transaction.billedAt();
        return terms == null || billed == null ? null : terms.paymentTerms().endAfter(billed);
    }

    /// How it was paid, if it was.
    @Nullable
    MethodDetails paidWith() {
        return transaction.payments().stream()
                .filter(payment -> payment.status().equals("captured"))
                .map(Payment::methodDetails)
                .findFirst()
                .orElse(null);
    }

    InvoiceData data(String sha256) {
        var totals = transaction.details().totals();
        return new InvoiceData(
                id,
                number(),
                transaction.id(),
                transaction.subscriptionId(),
                customerId,
                transaction.currencyCode(),
                totals.subtotal(),
                totals.tax(),
                totals.total(),
                paidWith(),
                transaction.details().lineItems().stream()
                        .map(line -> line.product().name())
                        .toList(),
                sha256,
                issuedAt,
                transaction.status().equals("completed"),
                newest());
    }
}
