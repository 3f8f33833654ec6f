package dev.portico.billing.transaction;

import com.mongodb.client.model.Filters;
import dev.portico.billing.creditbalance.CreditBalances;
import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.billing.paymentmethod.PaymentMethods;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.PageRequest;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Collects, with nobody present, what a subscription owes.
@Component
final class Collection {

    private static final PageRequest SOME = new PageRequest(10, null, false);

    private final Transactions transactions;
    private final Charges charges;
    private final PaymentMethods methods;
    private final CreditBalances balances;
    private final Clock clock;

    Collection(
            Transactions transactions, Charges charges, PaymentMethods methods, CreditBalances balances, Clock clock) {
        this.transactions = transactions;
        this.charges = charges;
        this.methods = methods;
        this.balances = balances;
        this.clock = clock;
    }

    void collect(Caller.Service house, Transaction transaction) {
        Transaction collected = attempt(house, transaction);
        if (collected.status().equals(Transaction.CANCELED)) giveBack(house, collected);
    }

    private Transaction attempt(Caller.Service house, Transaction open) {
        if (!open.isReady()) return open;
        if (open.pending().isPresent()) return charges.finish(house, open);
        if (open.due().isZero())
            return transactions.change(house, open.id(), free -> free.completedForFree(clock.instant()));
        if (open.collectionMode().equals(Transaction.MANUAL))
            return transactions.change(house, open.id(), bill -> bill.billed(clock.instant()));
        return methodFor(house, open)
                .map(method -> charges.charge(house, open.id(), method))
                .orElseGet(() -> transactions.change(house, open.id(), unpaid -> unpaid.unpayable(clock.instant())));
    }

    /// With what the subscription was last paid, if that can still be charged; else what the customer saved last.
    private Optional<PaymentMethod> methodFor(Caller.Service house, Transaction of) {
        String customer = String.valueOf(of.customerId());
        var paid = Filters.and(
                Filters.eq("subscriptionId", of.subscriptionId()), Filters.eq("status", Transaction.COMPLETED));
        return transactions.page(house, paid, SOME).items().stream()
                .flatMap(earlier -> earlier.paidWith().stream())
                .findFirst()
                .flatMap(last -> methods.usable(house, customer, last))
                .or(() -> methods.newest(house, customer));
    }

    // What was paid from the balance for a change that does not happen.
    private void giveBack(Caller.Service house, Transaction canceled) {
        if (canceled.credit() != null)
            balances.release(house, String.valueOf(canceled.customerId()), canceled.currency(), canceled.id());
    }
}
