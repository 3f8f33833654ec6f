package dev.portico.billing.notice;

import dev.portico.billing.provider.Notice;
import dev.portico.billing.provider.Notice.ChargeSettled;
import dev.portico.billing.provider.Notice.Disputed;
import dev.portico.billing.provider.Notice.RefundSettled;
import dev.portico.billing.provider.Notice.Step;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Owned;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A notice as it is kept, so that it is heard once, and is not lost before something has come of it.
///
/// @param what `charge`, `refund` or `dispute`
/// @param key the charge's or the refund's
/// @param declined why it came to nothing; absent if the money has moved
/// @param waiting true until something has come of it, then absent
record Told(
        String id,
        String merchantId,
        String what,
        String key,
        @Nullable String declined,
        @Nullable Case dispute,
        Instant at,
        @Nullable Boolean waiting)
        implements Owned {

    static final String CHARGE = "charge";
    static final String REFUND = "refund";
    static final String DISPUTE = "dispute";

    /// What is said of a dispute.
    ///
    /// @param name the provider's for it
    record Case(String name, String step, long amount, String currency, String reason, Instant openedAt) {}

    static Told of(Notice notice, Instant now) {
        return switch (notice) {
            case ChargeSettled(var id, var merchant, var key, var outcome) ->
                new Told(id, merchant, CHARGE, key, declined(outcome), null, now, true);
            case RefundSettled(var id, var merchant, var key, var outcome) ->
                new Told(id, merchant, REFUND, key, declined(outcome), null, now, true);
            case Disputed(var id, var merchant, var key, var name, var step, var amount, var reason, var openedAt) ->
                new Told(
                        id,
                        merchant,
                        DISPUTE,
                        key,
                        null,
                        new Case(name, step.name(), amount.minor(), amount.currency(), reason, openedAt),
                        now,
                        true);
        };
    }

    Outcome outcome() {
        return declined == null ? new Outcome.Captured() : new Outcome.Declined(declined);
    }

    Disputed disputed() {
        Case told = Objects.requireNonNull(dispute);
        return new Disputed(
                id,
                merchantId,
                key,
                told.name(),
                Step.valueOf(told.step()),
                new Money(told.amount(), told.currency()),
                told.reason(),
                told.openedAt());
    }

    private static @Nullable String declined(Outcome outcome) {
        return outcome instanceof Outcome.Declined(var code) ? code : null;
    }
}
