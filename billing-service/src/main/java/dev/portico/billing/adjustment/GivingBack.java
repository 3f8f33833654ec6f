package dev.portico.billing.adjustment;

import dev.portico.billing.creditbalance.CreditBalances;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.billing.provider.PaymentProvider.Refund;
import dev.portico.billing.transaction.Reserved;
import dev.portico.billing.transaction.Transactions;
import dev.portico.billing.transaction.Wish;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Gives money back. First it is taken from what is left of the transaction, then the adjustment is written down, then
/// the provider is asked, then his answer is written down. A crash between any two of these is mended by doing the rest
/// again, each step of which happens once.
@Component
class GivingBack {

    private static final Duration LOST_AFTER = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Adjustments adjustments;
    private final PaymentProvider provider;
    private final CreditBalances balances;
    private final Clock clock;

    GivingBack(
            Transactions transactions,
            Adjustments adjustments,
            PaymentProvider provider,
            CreditBalances balances,
            Clock clock) {
        this.transactions = transactions;
        this.adjustments = adjustments;
        this.provider = provider;
        this.balances = balances;
        this.clock = clock;
    }

    Adjustment give(Caller caller, String transactionId, Wish wish) {
        return transactions
                .reserve(caller, transactionId, wish)
                .map(this::finish)
                .orElseGet(() -> adjustments.get(caller, wish.id()));
    }

    /// Carries out what was reserved.
    Adjustment finish(Reserved reserved) {
        // From here on it is the house that works, whoever asked.
        var house = new Caller.Service(reserved.merchantId(), "an adjustment was begun");
        Adjustment written = adjustments.create(house, Adjustment.of(reserved));
        Adjustment done = written.isPending() ? refunded(house, written, reserved) : written;
        if (done.toBalance() && !done.isRejected()) {
            long rest = reserved.adjusted().total() - reserved.refundable();
            balances.credit(house, done.customerId(), new Money(rest, done.currency()), done.id());
        }
        transactions.adjusted(house, done.transactionId(), done.id(), done.isRejected());
        return done;
    }

    private Adjustment refunded(Caller.Service house, Adjustment pending, Reserved reserved) {
        boolean paid = reserved.refundable() == 0 || isPaid(house, pending, reserved);
        return adjustments.change(house, pending.id(), asked -> asked.answered(paid, clock.instant()));
    }

    private boolean isPaid(Caller.Service house, Adjustment pending, Reserved reserved) {
        var amount = new Money(reserved.refundable(), pending.currency());
        var refund = new Refund(pending.id(), String.valueOf(reserved.chargeKey()), amount);
        return provider.refund(house, refund) instanceof Outcome.Captured;
    }

    private boolean finishUnfinished() {
        List<Reserved> unfinished = transactions.unadjusted(LOST_AFTER);
        unfinished.forEach(this::finish);
        return !unfinished.isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweep {

        @Bean
        Worker unfinishedAdjustments(GivingBack givingBack) {
            return new Worker("unfinished-adjustments", Duration.ofSeconds(2), givingBack::finishUnfinished);
        }
    }
}
