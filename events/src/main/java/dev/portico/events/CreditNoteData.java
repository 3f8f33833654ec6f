package dev.portico.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A credit note with its number, assigned once: the document of an adjustment.
///
/// @param invoiceNumber the invoice that it corrects
/// @param action `refund` or `credit`; absent in events of before
/// @param creditAppliedToBalance whether any of it went to the customer's credit; absent in events of before
/// @param descriptions what it is for, a name a line; absent in events of before
public record CreditNoteData(
        String id,
        String number,
        String adjustmentId,
        String transactionId,
        String invoiceNumber,
        String customerId,
        String currencyCode,
        String subtotal,
        String tax,
        String total,
        String documentSha256,
        Instant issuedAt,
        @Nullable String action,
        @Nullable Boolean creditAppliedToBalance,
        @Nullable List<String> descriptions) {}
