package dev.portico.billing.ledger;

import dev.portico.chassis.id.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Why money moves. An entry's id follows from it alone: whatever is written down again is the same entry.
///
/// @param type what happened, such as `payment_captured`
/// @param subject by whose id this happens once: a transaction's, an attempt's or an adjustment's
/// @param transactionId absent where the money is of none
/// @param adjustmentId absent where the money is of none
/// @param at when it happened
public record Cause(
        String type,
        String subject,
        String merchantId,
        @Nullable String customerId,
        @Nullable String transactionId,
        @Nullable String adjustmentId,
        String currency,
        Instant at) {

    // Sorted by what it is about. Not by when it happened: that must never make two ids of one cause.
    String id() {
        String about = transactionId == null ? subject : transactionId;
        return Ids.hashed(
                "ldg", Ids.madeAt(about).orElse(Instant.EPOCH), String.join(":", type, merchantId, subject, currency));
    }
}
