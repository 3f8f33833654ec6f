package dev.portico.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An invoice with its number, assigned once.
///
/// @param descriptions what was bought, a name a line
/// @param paidWhenIssued whether it was paid already when it was made out; absent in events of before
/// @param version which of its PDFs this is, from 1: a revised bill gets another; absent in events of before
public record InvoiceData(
        String id,
        String number,
        String transactionId,
        @Nullable String subscriptionId,
        String customerId,
        String currencyCode,
        String subtotal,
        String tax,
        String total,
        TransactionData.@Nullable MethodDetails paidWith,
        List<String> descriptions,
        String documentSha256,
        Instant issuedAt,
        @Nullable Boolean paidWhenIssued,
        @Nullable Integer version) {}
