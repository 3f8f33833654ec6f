package dev.portico.billing.transaction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What somebody wants to be given back of a transaction.
///
/// @param id the adjustment's, under which this happens once
/// @param items absent if everything that is left is meant
public record Wish(
        String id, String action, String reason, @Nullable List<Item> items) {

    /// What is wanted of one line.
    ///
    /// @param id the adjustment item's
    /// @param itemId the transaction's line
    /// @param type `full`, `partial` or `tax`
    /// @param amount minor units with tax; only for `partial`
    public record Item(
            String id, String itemId, String type, @Nullable Long amount) {}
}
