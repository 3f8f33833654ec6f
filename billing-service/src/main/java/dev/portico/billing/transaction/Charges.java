package dev.portico.billing.transaction;

import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.billing.provider.PaymentProvider;
import dev.portico.billing.provider.PaymentProvider.Charge;
import dev.portico.billing.provider.PaymentProvider.Outcome;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.work.Worker;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Collects money. First it is written down that it will be, then the provider is asked, then his answer is written
/// down. A crash
/// between any two of these is mended by asking again under the same key.
@Component
class Charges {

    private static final Duration LOST_AFTER = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final PaymentProvider provider;
    private final MeterRegistry meters;
    private final Clock clock;

    Charges(Transactions transactions, PaymentProvider provider, MeterRegistry meters, Clock clock) {
        this.transactions = transactions;
        this.provider = provider;
        this.meters = meters;
        this.clock = clock;
    }

    Transaction charge(Caller caller, String transactionId, PaymentMethod method) {
        Transaction begun = transactions.begin(caller, transactionId, method);
        // From here on it is the house that works, whoever asked: the provider's books are not the customer's.
        return finish(new Caller.Service(caller.merchantId(), "a charge was begun"), begun);
    }

    /// Asks the provider about the attempt that is under way, and writes down what he says.
    Transaction finish(Caller caller, Transaction begun) {
        Attempt attempt = begun.pending().orElseThrow();
        Outcome outcome = ask(caller, begun, attempt);
        meters.counter("charges", "outcome", outcome instanceof Outcome.Captured ? "captured" : "declined")
                .increment();
        return transactions.change(
                caller, begun.id(), transaction -> transaction.answered(attempt.id(), outcome, clock.instant()));
    }

    // Where nothing is due, the method is only kept in mind for the next time.
    private Outcome ask(Caller caller, Transaction begun, Attempt attempt) {
        String reference = attempt.reference();
        if (reference == null) return new Outcome.Declined("redacted_payment_method");
        if (begun.due().isZero()) return new Outcome.Captured();
        return provider.charge(caller, new Charge(attempt.id(), reference, begun.due()));
    }

    private boolean finishUnanswered() {
        List<Transaction> unanswered = transactions.unanswered(LOST_AFTER);
        for (Transaction transaction : unanswered)
            finish(new Caller.Service(transaction.merchantId(), "an answer was lost"), transaction);
        return !unanswered.isEmpty();
    }

    /// Why the last attempt came to nothing, as whoever tried is told.
    static Refusal declined(Transaction transaction) {
        String code = transaction.last().map(Attempt::errorCode).orElse("declined");
        String why = switch (String.valueOf(code)) {
            case "not_enough_balance" -> "The card has not enough funds.";
            case "expired_card" -> "The card has expired.";
            case "redacted_payment_method" -> "This payment method was removed.";
            default -> "The bank declined the payment.";
        };
        return Refusal.of(ErrorCode.TRANSACTION_PAYMENT_DECLINED, why);
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweep {

        @Bean
        Worker unansweredCharges(Charges charges) {
            return new Worker("unanswered-charges", Duration.ofSeconds(2), charges::finishUnanswered);
        }
    }
}
