package dev.portico.invoice.invoice;

import static dev.portico.events.InvoiceEvents.CREDIT_NOTE_ISSUED;
import static dev.portico.events.InvoiceEvents.DOCUMENT_MADE;

import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.AdjustmentData;
import dev.portico.events.CreditNoteData;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The correction of an invoice. Numbered like one, in a series of its own, and frozen like one.
///
/// @param corrected the invoice as it was when it was corrected
/// @param documentSha256 of its PDF; absent until there is one, and not told to anybody before
record CreditNote(
        String id,
        String merchantId,
        String customerId,
        String series,
        long sequence,
        Invoice corrected,
        AdjustmentData adjustment,
        @Nullable String documentSha256,
        Instant issuedAt)
        implements Owned {

    /// As printed: `ACME-CN-000123`.
    String number() {
        return "%s-%06d".formatted(series, sequence);
    }

    CreditNote numbered(long next) {
        return new CreditNote(
                id, merchantId, customerId, series, next, corrected, adjustment, documentSha256, issuedAt);
    }

    /// Its PDF is stored: now it may be told of. Heard twice, it changes nothing.
    Change<CreditNote> rendered(Made made) {
        if (documentSha256 != null) return Change.to(this);
        String sha256 = made.sha256();
        var issued =
                new CreditNote(id, merchantId, customerId, series, sequence, corrected, adjustment, sha256, issuedAt);
        return Change.to(issued).telling(DOCUMENT_MADE, made.data()).telling(CREDIT_NOTE_ISSUED, issued.data(sha256));
    }

    private CreditNoteData data(String sha256) {
        var totals = adjustment.totals();
        return new CreditNoteData(
                id,
                number(),
                adjustment.id(),
                adjustment.transactionId(),
                corrected.number(),
                customerId,
                adjustment.currencyCode(),
                totals.subtotal(),
                totals.tax(),
                totals.total(),
                sha256,
                issuedAt,
                adjustment.action(),
                adjustment.creditAppliedToBalance(),
                descriptions());
    }

    private List<String> descriptions() {
        Set<String> adjusted =
                adjustment.items().stream().map(AdjustmentData.Item::itemId).collect(Collectors.toSet());
        return corrected.transaction().details().lineItems().stream()
                .filter(line -> adjusted.contains(line.id()))
                .map(line -> line.product().name())
                .distinct()
                .toList();
    }
}
