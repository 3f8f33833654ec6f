package dev.portico.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Money given back, or credited, after a transaction was billed; as Paddle shapes it.
///
/// @param action `refund`, `credit` or one of the chargeback words
/// @param type `full` or `partial`
/// @param status `pending_approval`, `approved`, `rejected` or `reversed`
public record AdjustmentData(
        String id,
        String action,
        String type,
        String transactionId,
        @Nullable String subscriptionId,
        String customerId,
        String reason,
        boolean creditAppliedToBalance,
        String currencyCode,
        String status,
        List<Item> items,
        Totals totals,
        List<TransactionData.TaxRateUsed> taxRatesUsed,
        @Nullable String creditNoteNumber,
        Instant createdAt,
        Instant updatedAt) {

    /// What is adjusted of one line.
    ///
    /// @param itemId the transaction's line
    /// @param type `full`, `partial`, `tax` or `proration`
    /// @param amount minor units with tax; absent if the whole line is adjusted
    public record Item(
            String id,
            String itemId,
            String type,
            @Nullable String amount,
            @Nullable Proration proration,
            ItemTotals totals) {}

    /// Amounts of one adjusted line, in minor units.
    public record ItemTotals(String subtotal, String tax, String total) {}

    /// Amounts of the whole adjustment, in minor units.
    public record Totals(
            String subtotal,
            String tax,
            String total,
            String fee,
            @Nullable String retainedFee,
            String earnings,
            String currencyCode) {}
}
