package dev.portico.billing.transaction;

import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.Charge;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.billing.sweep.OneByOne;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.time.LivedTime;
import dev.portico.chassis.work.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Collects money. First it is written down that it will be, then the provider is asked, then his answer is written
/// down. A crash between any two of these is mended by asking again under the same key, and so is a provider who does
/// not answer: only he says that there will be no money.
@Component
public final class Charges {

    private static final Logger LOG = LoggerFactory.getLogger(Charges.class);
    private static final int AT_ONCE = 64;

    private final Transactions transactions;
    private final PaymentProvider provider;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Semaphore counters = new Semaphore(AT_ONCE);
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    Charges(Transactions transactions, PaymentProvider provider, MeterRegistry meters, Clock clock) {
        this.transactions = transactions;
        this.provider = provider;
        this.meters = meters;
        this.clock = clock;
    }

    Transaction charge(Caller caller, String transactionId, PaymentMethod method) {
        return finishFor(caller, transactions.begin(caller, transactionId, method));
    }

    /// From here on it is the house that works, whoever asked: the provider's books are not the customer's.
    Transaction finishFor(Caller caller, Transaction begun) {
        return finish(new Caller.Service(caller.merchantId(), "a charge was begun"), begun);
    }

    /// The same, without waiting for the provider: others are charged beside it, as many as may be at once. Where this
    /// process dies meanwhile, the sweep asks for the answer.
    ///
    /// @return the transaction while it is being charged
    Transaction chargeSoon(Caller.Service house, String transactionId, PaymentMethod method) {
        Transaction begun = transactions.begin(house, transactionId, method);
        counters.acquireUninterruptibly();
        threads.execute(LivedTime.carried(() -> finishBeside(house, begun)));
        return begun;
    }

    private void finishBeside(Caller.Service house, Transaction begun) {
        try {
            finish(house, begun);
        } catch (RuntimeException e) {
            LOG.warn("the sweep will finish charge of {}: {}", begun.id(), e.toString());
        } finally {
            counters.release();
        }
    }

    /// Asks the provider about the attempt that is under way, and writes down what he says.
    Transaction finish(Caller caller, Transaction begun) {
        Attempt attempt = begun.pending().orElseThrow();
        return settle(caller, begun.id(), attempt.id(), ask(caller, begun, attempt));
    }

    /// The provider tells by himself what became of an attempt. What is known already changes nothing, and neither does
    /// what was never asked for.
    ///
    /// @param key the charge's
    public void settled(Caller.Service house, String key, Outcome outcome) {
        transactions.ofAttempt(house, key).ifPresent(known -> settle(house, known.id(), key, outcome));
    }

    private Transaction settle(Caller caller, String id, String attemptId, Outcome outcome) {
        var news = new AtomicBoolean();
        Transaction after = transactions.change(caller, id, transaction -> {
            news.set(transaction.awaits(attemptId));
            return transaction.answered(attemptId, outcome, clock.instant());
        });
        if (news.get()) count(outcome);
        return after;
    }

    private void count(Outcome outcome) {
        switch (outcome) {
            case Outcome.Captured() -> count("captured");
            case Outcome.Declined _ -> count("declined");
            case Outcome.Pending() -> {}
        }
    }

    private void count(String outcome) {
        meters.counter("charges", "outcome", outcome).increment();
    }

    // Where nothing is due, the method is only kept in mind for the next time.
    private Outcome ask(Caller caller, Transaction begun, Attempt attempt) {
        String reference = attempt.reference();
        if (reference == null) return new Outcome.Declined("redacted_payment_method");
        if (begun.due().isZero()) return new Outcome.Captured();
        try {
            return provider.charge(caller, new Charge(attempt.id(), reference, begun.due()));
        } catch (RuntimeException e) {
            // Whatever went wrong on the way, the money may have moved.
            LOG.warn("the provider gave no answer about charge {}: {}", attempt.id(), e.toString());
            return new Outcome.Pending();
        }
    }

    /// Why the last attempt came to nothing, as whoever tried is told.
    static Refusal declined(Transaction transaction) {
        String code = transaction.last().map(Attempt::errorCode).orElse("declined");
        String why = switch (String.valueOf(code)) {
            case "not_enough_balance" -> "The card has not enough funds.";
            case "expired_card" -> "The card has expired.";
            case "redacted_payment_method" -> "This payment method was removed.";
            case "authentication_failed" -> "The bank wants to hear from its customer first.";
            default -> "The bank declined the payment.";
        };
        return Refusal.of(ErrorCode.TRANSACTION_PAYMENT_DECLINED, why);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweep {

        @Bean
        Worker unansweredCharges(Charges charges, Transactions transactions, Clock clock) {
            OneByOne<Transaction> work = OneByOne.sideBySide("the charge", clock, begun -> {
                var house = new Caller.Service(begun.merchantId(), "an answer was lost");
                charges.finish(house, begun);
            });
            return new Worker(
                    "unanswered-charges", Duration.ofSeconds(2), () -> work.workThrough(transactions::unanswered));
        }
    }
}
