package dev.portico.billing.provider;

import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.money.Money;
import java.time.Instant;

/// What a provider tells by himself.
public sealed interface Notice {

    /// The same for every delivery of the same notice.
    String id();

    String merchantId();

    /// What became of a charge.
    ///
    /// @param chargeKey the key it was asked for with
    record ChargeSettled(String id, String merchantId, String chargeKey, Outcome outcome) implements Notice {}

    /// What became of a refund.
    ///
    /// @param refundKey the key it was asked for with
    record RefundSettled(String id, String merchantId, String refundKey, Outcome outcome) implements Notice {}

    /// A customer disputes a charge at his bank.
    ///
    /// @param chargeKey the key that the charge was asked for with
    /// @param disputeId the provider's name for the dispute: the same through all its steps
    /// @param openedAt when the dispute was opened: the same through all its steps
    record Disputed(
            String id,
            String merchantId,
            String chargeKey,
            String disputeId,
            Step step,
            Money amount,
            String reason,
            Instant openedAt)
            implements Notice {}

    /// How far a dispute is.
    enum Step {
        /// The bank asks, or announces it. No money moves.
        ANNOUNCED,
        /// The money is gone.
        WITHDRAWN,
        /// It is back.
        REINSTATED
    }
}
