package dev.portico.billing.ledger;

import dev.portico.chassis.store.Owned;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One movement of money between accounts. Never changed, never deleted.
///
/// @param occurredAt when the money moved
/// @param createdAt when it was written into the ledger; absent until then
public record Entry(
        String id,
        String merchantId,
        @Nullable String customerId,
        @Nullable String transactionId,
        @Nullable String adjustmentId,
        String type,
        String currency,
        List<Posting> postings,
        Instant occurredAt,
        @Nullable Instant createdAt)
        implements Owned {

    /// @throws IllegalArgumentException if the postings do not add up to zero
    public Entry {
        postings = List.copyOf(postings);
        if (postings.isEmpty()) throw new IllegalArgumentException(id + " moves nothing");
        long sum = 0;
        for (Posting posting : postings) sum = Math.addExact(sum, posting.amount());
        if (sum != 0) throw new IllegalArgumentException(id + ", " + type + ", is out of balance by " + sum);
    }

    static Entry of(Cause cause, List<Posting> postings) {
        return new Entry(
                cause.id(),
                cause.merchantId(),
                cause.customerId(),
                cause.transactionId(),
                cause.adjustmentId(),
                cause.type(),
                cause.currency(),
                postings,
                cause.at(),
                null);
    }

    Entry writtenAt(Instant now) {
        return new Entry(
                id, merchantId, customerId, transactionId, adjustmentId, type, currency, postings, occurredAt, now);
    }
}
