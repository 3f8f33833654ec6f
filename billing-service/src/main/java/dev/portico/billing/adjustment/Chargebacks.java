package dev.portico.billing.adjustment;

import dev.portico.billing.provider.Notice.Disputed;
import dev.portico.billing.provider.Notice.Step;
import dev.portico.billing.transaction.Adjusted;
import dev.portico.billing.transaction.Dispute;
import dev.portico.billing.transaction.Transactions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Writes down what banks take back from a merchant, in the transaction first and then as an adjustment. Both have ids
/// that follow from the dispute: whatever is told again, or was cut off by a crash, ends up there once.
@Component
public final class Chargebacks {

    private final Transactions transactions;
    private final Adjustments adjustments;
    private final Clock clock;

    Chargebacks(Transactions transactions, Adjustments adjustments, Clock clock) {
        this.transactions = transactions;
        this.adjustments = adjustments;
        this.clock = clock;
    }

    /// @throws IllegalStateException if what is returned was never taken here: it will be told of again
    public void write(Caller.Service house, Disputed told) {
        boolean reinstated = told.step() == Step.REINSTATED;
        String taken = idOf(told, Adjusted.CHARGEBACK);
        if (reinstated && adjustments.find(house, taken).isEmpty())
            throw new IllegalStateException(
                    "what dispute " + told.disputeId() + " returns is not known to have been taken");
        String action = action(told.step());
        var dispute = new Dispute(idOf(told, action), action, told.amount(), told.reason(), reinstated ? taken : null);
        transactions
                .disputed(house, told.chargeKey(), dispute)
                .ifPresent(written -> adjustments.create(house, Adjustment.of(written)));
        if (reinstated) adjustments.change(house, taken, chargeback -> chargeback.reversed(clock.instant()));
    }

    private static String action(Step step) {
        return switch (step) {
            case ANNOUNCED -> Adjusted.CHARGEBACK_WARNING;
            case WITHDRAWN -> Adjusted.CHARGEBACK;
            case REINSTATED -> Adjusted.CHARGEBACK_REVERSE;
        };
    }

    private static String idOf(Disputed told, String action) {
        return Ids.hashed(
                "adj", told.openedAt(), "dispute:" + told.merchantId() + ":" + told.disputeId() + ":" + action);
    }
}
