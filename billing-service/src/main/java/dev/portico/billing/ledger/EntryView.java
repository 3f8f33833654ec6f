package dev.portico.billing.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An entry of the ledger as it is shown.
///
/// @param type what happened: `transaction_billed`, `payment_captured`, `adjustment_approved`, `chargeback`,
/// `chargeback_reversed`, `credit_granted`, `credit_used` or `credit_released`
/// @param lines they add up to zero
/// @param occurredAt when the money moved
/// @param createdAt when it was written into the ledger
record EntryView(
        String id,
        String type,
        @Nullable String customerId,
        @Nullable String transactionId,
        @Nullable String adjustmentId,
        String currencyCode,
        List<Line> lines,
        Instant occurredAt,
        Instant createdAt) {

    /// @param account `receivable`, `provider`, `revenue`, `discounts`, `tax`, `customer_credit` or `chargebacks`
    /// @param amount minor units; positive is debit, negative is credit
    record Line(String account, String amount) {}

    static EntryView of(Entry entry) {
        return new EntryView(
                entry.id(),
                entry.type(),
                entry.customerId(),
                entry.transactionId(),
                entry.adjustmentId(),
                entry.currency(),
                entry.postings().stream()
                        .map(posting -> new Line(posting.account(), Long.toString(posting.amount())))
                        .toList(),
                entry.occurredAt(),
                Objects.requireNonNull(entry.createdAt()));
    }
}
