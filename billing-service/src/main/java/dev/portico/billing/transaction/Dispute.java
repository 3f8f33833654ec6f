package dev.portico.billing.transaction;

import dev.portico.chassis.money.Money;
import org.jspecify.annotations.Nullable;

/// A step of a dispute, as it stands in a transaction.
///
/// @param adjustmentId under which this happens once
/// @param action one of Paddle's chargeback words
/// @param reverses the chargeback's id, if this takes one back
public record Dispute(
        String adjustmentId,
        String action,
        Money amount,
        String reason,
        @Nullable String reverses) {}
