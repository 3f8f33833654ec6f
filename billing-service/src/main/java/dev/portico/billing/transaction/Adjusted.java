package dev.portico.billing.transaction;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is given back of a transaction, for one reason.
///
/// @param id the adjustment's
/// @param action `refund`, `credit` or one of the chargeback words
/// @param type `full` or `partial`
/// @param refundable minor units of it that the provider pays back; absent if he pays nothing
public record Adjusted(
        String id,
        String action,
        String type,
        String reason,
        List<Part> parts,
        @Nullable Long refundable,
        Instant at) {

    public static final String REFUND = "refund";
    public static final String CREDIT = "credit";
    public static final String CHARGEBACK = "chargeback";
    public static final String CHARGEBACK_WARNING = "chargeback_warning";
    public static final String CHARGEBACK_REVERSE = "chargeback_reverse";

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

        Part negated() {
            return new Part(id, itemId, type, amount, taxRate, -subtotal, -tax);
        }
    }

    public long total() {
        return parts.stream().mapToLong(Part::total).sum();
    }

    /// In minor units; the rest is credited.
    long paidBack() {
        if (refundable != null) return refundable;
        // Written down before it was told apart.
        return isRefund() ? total() : 0;
    }

    /// In minor units; negative if it came back.
    long chargedBack() {
        return switch (action) {
            case CHARGEBACK -> total();
            case CHARGEBACK_REVERSE -> -total();
            default -> 0;
        };
    }

    /// What it takes from what is left of the lines: a warning nothing, a reversal less than nothing.
    List<Part> taken() {
        return switch (action) {
            case CHARGEBACK_WARNING -> List.of();
            case CHARGEBACK_REVERSE -> parts.stream().map(Part::negated).toList();
            default -> parts;
        };
    }

    boolean isCredit() {
        return action.equals(CREDIT);
    }

    boolean isRefund() {
        return action.equals(REFUND);
    }
}
