package dev.portico.billing.transaction;

import com.mongodb.client.model.Filters;
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
    private final Clock clock;

    Collection(Transactions transactions, Charges charges, PaymentMethods methods, Clock clock) {
        this.transactions = transactions;
        this.charges = charges;
        this.methods = methods;
        this.clock = clock;
    }

    Transaction collect(Caller.Service house, Transaction open) {
        if (!open.isReady()) return open;
        if (open.pending().isPresent()) return charges.finish(house, open);
        if (open.due().isZero())
            return transactions.change(house, open.id(), free -> free.completedForFree(clock.instant()));
        if (open.collectionMode().equals(Transaction.MANUAL))
            return transactions.change(house, open.id(), bill -> bill.billed(clock.instant()));
        return chargeOr(house, open, methodFor(house, open));
    }

    /// What failed, or was to be paid by now, is tried once more. What is paid meanwhile stays as it is.
    Transaction collectAgain(Caller.Service house, Transaction late) {
        if (!late.awaitsPayment()) return late;
        if (late.pending().isPresent()) return charges.finish(house, late);
        if (late.collectionMode().equals(Transaction.MANUAL))
            return transactions.change(house, late.id(), bill -> bill.overdue(clock.instant()));
        return chargeOr(house, late, anotherFor(house, late).or(() -> methodFor(house, late)));
    }

    private Transaction chargeOr(Caller.Service house, Transaction open, Optional<PaymentMethod> method) {
        return method.map(one -> charges.chargeSoon(house, open.id(), one))
                .orElseGet(() -> transactions.change(house, open.id(), unpaid -> unpaid.unpayable(clock.instant())));
    }

    /// What the customer saved last, unless it is what has just failed.
    private Optional<PaymentMethod> anotherFor(Caller.Service house, Transaction late) {
        Optional<String> failed = late.last().map(Attempt::paymentMethodId);
        return methods.newest(house, String.valueOf(late.customerId()))
                .filter(method -> failed.filter(method.id()::equals).isEmpty());
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
}
