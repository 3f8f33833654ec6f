package dev.portico.billing.transaction;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is given back of a transaction, for one reason.
///
/// @param id the adjustment's
/// @param action `refund` or `credit`
/// @param type `full` or `partial`
public record Adjusted(String id, String action, String type, String reason, List<Part> parts, Instant at) {

    public static final String REFUND = "refund";
    public static final String CREDIT = "credit";

    /// What is given back of one line, in minor units.
    ///
    /// @param itemId the transaction's line
    /// @param type `full`, `partial` or `tax`
    /// @param amount as it was asked for, with tax; absent if it was not
    public record Part(
            String id, String itemId, String type, @Nullable Long amount, String taxRate, long subtotal, long tax) {

        public long total() {
            return Math.addExact(subtotal, tax);
        }
    }

    public long total() {
        return parts.stream().mapToLong(Part::total).sum();
    }

    boolean isRefund() {
        return action.equals(REFUND);
    }
}
