package dev.portico.billing.adjustment;

import static dev.portico.events.BillingEvents.ADJUSTMENT_CREATED;
import static dev.portico.events.BillingEvents.ADJUSTMENT_UPDATED;

import dev.portico.billing.transaction.Adjusted;
import dev.portico.billing.transaction.Adjusted.Part;
import dev.portico.billing.transaction.Reserved;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.AdjustmentData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineTotals;
import dev.portico.events.TransactionData.TaxRateUsed;
import dev.portico.pricing.Rated;
import dev.portico.pricing.Sums;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Money given back, or credited, after a transaction was billed.
///
/// @param toBalance whether some of it went to the customer's credit balance
/// @param creditNoteNumber absent until there is a credit note
record Adjustment(
        String id,
        String merchantId,
        String customerId,
        String transactionId,
        @Nullable String subscriptionId,
        String action,
        String type,
        String reason,
        String status,
        String currency,
        List<Part> parts,
        boolean toBalance,
        @Nullable String creditNoteNumber,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    static final String PENDING = "pending_approval";
    static final String APPROVED = "approved";
    static final String REJECTED = "rejected";
    static final String REVERSED = "reversed";

    /// A refund awaits its provider's answer; a credit is a matter of our own books, and of a chargeback nobody is
    /// asked.
    static Adjustment of(Reserved reserved) {
        Adjusted adjusted = reserved.adjusted();
        TransactionData transaction = reserved.transaction();
        return new Adjustment(
                adjusted.id(),
                reserved.merchantId(),
                Objects.requireNonNull(transaction.customerId()),
                transaction.id(),
                transaction.subscriptionId(),
                adjusted.action(),
                adjusted.type(),
                adjusted.reason(),
                adjusted.action().equals(Adjusted.REFUND) ? PENDING : APPROVED,
                transaction.currencyCode(),
                adjusted.parts(),
                adjusted.action().equals(Adjusted.REFUND) && reserved.refundable() < adjusted.total(),
                null,
                adjusted.at(),
                adjusted.at());
    }

    boolean isPending() {
        return status.equals(PENDING);
    }

    boolean isApproved() {
        return status.equals(APPROVED);
    }

    boolean isRejected() {
        return status.equals(REJECTED);
    }

    Change<Adjustment> created() {
        return Change.to(this).telling(ADJUSTMENT_CREATED, data());
    }

    Change<Adjustment> answered(boolean paid, Instant now) {
        if (!isPending()) return Change.to(this);
        return updated(paid ? APPROVED : REJECTED, creditNoteNumber, now);
    }

    /// What a bank had taken came back.
    Change<Adjustment> reversed(Instant now) {
        return status.equals(REVERSED) ? Change.to(this) : updated(REVERSED, creditNoteNumber, now);
    }

    Change<Adjustment> noted(String number, Instant now) {
        return number.equals(creditNoteNumber) ? Change.to(this) : updated(status, number, now);
    }

    private Change<Adjustment> updated(String newStatus, @Nullable String number, Instant now) {
        var updated = new Adjustment(
                id,
                merchantId,
                customerId,
                transactionId,
                subscriptionId,
                action,
                type,
                reason,
                newStatus,
                currency,
                parts,
                toBalance,
                number,
                createdAt,
                now);
        return Change.to(updated).telling(ADJUSTMENT_UPDATED, updated.data());
    }

    AdjustmentData data() {
        return new AdjustmentData(
                id,
                action,
                type,
                transactionId,
                subscriptionId,
                customerId,
                reason,
                toBalance,
                currency,
                status,
                parts.stream().map(Adjustment::item).toList(),
                new AdjustmentData.Totals(
                        sum(parts, Part::subtotal),
                        sum(parts, Part::tax),
                        sum(parts, Part::total),
                        "0",
                        "0",
                        "0",
                        currency),
                rates(),
                creditNoteNumber,
                createdAt,
                updatedAt);
    }

    private List<TaxRateUsed> rates() {
        return Sums.byRate(parts.stream()
                .map(part -> new Rated(
                        part.taxRate(),
                        null,
                        new LineTotals(
                                Long.toString(part.subtotal()),
                                "0",
                                Long.toString(part.tax()),
                                Long.toString(part.total()))))
                .toList());
    }

    private static AdjustmentData.Item item(Part part) {
        return new AdjustmentData.Item(
                part.id(),
                part.itemId(),
                part.type(),
                part.amount() == null ? null : part.amount().toString(),
                null,
                new AdjustmentData.ItemTotals(
                        Long.toString(part.subtotal()), Long.toString(part.tax()), Long.toString(part.total())));
    }

    private static String sum(List<Part> parts, ToLongFunction<Part> amount) {
        return Long.toString(parts.stream().mapToLong(amount).sum());
    }
}
