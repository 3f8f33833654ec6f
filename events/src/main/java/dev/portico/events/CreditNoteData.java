package dev.portico.events;

import java.time.Instant;

/// A credit note with its number, assigned once: the document of an adjustment.
///
/// @param invoiceNumber the invoice that it corrects
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
        Instant issuedAt) {}
