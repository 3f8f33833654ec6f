package dev.portico.billing.adjustment;

import dev.portico.billing.creditbalance.CreditBalances;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.billing.provider.PaymentProvider.Refund;
import dev.portico.billing.sweep.OneByOne;
import dev.portico.billing.transaction.Reserved;
import dev.portico.billing.transaction.Transactions;
import dev.portico.billing.transaction.Wish;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.work.Worker;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Gives money back. First it is taken from what is left of the transaction, then the adjustment is written down, then
/// the provider is asked, then his answer is written down. A crash between any two of these is mended by doing the rest
/// again, each step of which happens once; a provider who does not answer is asked again under the same key.
@Component
public final class GivingBack {

    private static final Logger LOG = LoggerFactory.getLogger(GivingBack.class);

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
        return settle(house, written, reserved, written.isPending() ? ask(house, reserved) : new Outcome.Captured());
    }

    /// The provider tells by himself what became of a refund. What is known already changes nothing, and neither does
    /// what was never asked for.
    ///
    /// @param key the refund's
    public void settled(Caller.Service house, String key, Outcome outcome) {
        warnOfReturned(house, key, outcome);
        adjustments
                .find(house, key)
                .ifPresent(known -> transactions
                        .reserved(house, known.transactionId(), key)
                        .ifPresent(reserved -> settle(house, known, reserved, outcome)));
    }

    // Banks return refunds days after they took them on. The customer has his credit note by then.
    private void warnOfReturned(Caller.Service house, String key, Outcome outcome) {
        boolean returned = outcome instanceof Outcome.Declined
                && adjustments.find(house, key).filter(Adjustment::isApproved).isPresent();
        if (returned) LOG.error("refund {} was paid, and came back to the provider: pay it by other means", key);
    }

    private Adjustment settle(Caller.Service house, Adjustment written, Reserved reserved, Outcome outcome) {
        Adjustment done = answered(house, written, outcome);
        if (done.isPending()) {
            transactions.stillAdjusting(house, done.transactionId(), done.id());
            return done;
        }
        if (done.toBalance() && !done.isRejected()) {
            long rest = reserved.adjusted().total() - reserved.refundable();
            balances.credit(house, done.customerId(), new Money(rest, done.currency()), done.id());
        }
        transactions.adjusted(house, done.transactionId(), done.id(), done.isRejected());
        return done;
    }

    private Adjustment answered(Caller.Service house, Adjustment written, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Pending() -> adjustments.get(house, written.id());
            case Outcome.Captured() -> answered(house, written, true);
            case Outcome.Declined _ -> answered(house, written, false);
        };
    }

    private Adjustment answered(Caller.Service house, Adjustment written, boolean paid) {
        return adjustments.change(house, written.id(), asked -> asked.answered(paid, clock.instant()));
    }

    private Outcome ask(Caller.Service house, Reserved reserved) {
        if (reserved.refundable() == 0) return new Outcome.Captured();
        String key = reserved.adjusted().id();
        var amount = new Money(reserved.refundable(), reserved.transaction().currencyCode());
        try {
            return provider.refund(house, new Refund(key, String.valueOf(reserved.chargeKey()), amount));
        } catch (RuntimeException e) {
            // Whatever went wrong on the way, the money may have moved.
            LOG.warn("the provider gave no answer about refund {}: {}", key, e.toString());
            return new Outcome.Pending();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweep {

        @Bean
        Worker unfinishedAdjustments(GivingBack givingBack, Transactions transactions, Clock clock) {
            OneByOne<Reserved> work = OneByOne.sideBySide("the adjustment", clock, givingBack::finish);
            return new Worker(
                    "unfinished-adjustments", Duration.ofSeconds(2), () -> work.workThrough(transactions::unadjusted));
        }
    }
}
