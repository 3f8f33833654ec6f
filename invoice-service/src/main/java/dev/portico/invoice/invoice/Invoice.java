package dev.portico.invoice.invoice;

import static dev.portico.events.InvoiceEvents.INVOICE_ISSUED;

import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.AddressData;
import dev.portico.events.CustomerData;
import dev.portico.events.InvoiceData;
import dev.portico.events.MerchantData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.MethodDetails;
import dev.portico.events.TransactionData.Payment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An invoice. Its number exists if and only if this document does, so numbers have no gap; everything it shows was
/// frozen when it
/// was made.
///
/// @param series whose numbers it takes part in
/// @param sequence its place in the series, from 1
/// @param documentSha256 of its PDF; absent until there is one, and not told to anybody before
record Invoice(
        String id,
        String merchantId,
        String customerId,
        String series,
        long sequence,
        MerchantData seller,
        CustomerData buyer,
        @Nullable AddressData address,
        TransactionData transaction,
        @Nullable String documentSha256,
        Instant issuedAt)
        implements Owned {

    /// As printed: `ACME-000123`.
    String number() {
        return "%s-%06d".formatted(series, sequence);
    }

    Invoice numbered(long next) {
        return new Invoice(
                id,
                merchantId,
                customerId,
                series,
                next,
                seller,
                buyer,
                address,
                transaction,
                documentSha256,
                issuedAt);
    }

    /// Its PDF is stored: now it may be told of. Heard twice, it changes nothing.
    Change<Invoice> rendered(String sha256) {
        if (documentSha256 != null) return Change.to(this);
        var issued = new Invoice(
                id, merchantId, customerId, series, sequence, seller, buyer, address, transaction, sha256, issuedAt);
        return Change.to(issued).telling(INVOICE_ISSUED, issued.data(sha256));
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
                issuedAt);
    }
}
