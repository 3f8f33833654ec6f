package dev.portico.billing.transaction;

import dev.portico.billing.customer.Customers;
import dev.portico.billing.customer.TestTimes;
import dev.portico.billing.paymentmethod.PaymentMethod;
import dev.portico.billing.paymentmethod.PaymentMethods;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// The one payment that a link leads to, for whoever holds the link. The link says which it is: nothing is asked for
/// by name.
@RestController
final class TaskApi {

    private final Transactions transactions;
    private final Charges charges;
    private final PaymentMethods methods;
    private final Customers customers;
    private final TestTimes times;

    /// @param token single-use, from the provider's card form
    record Card(@Nullable String token) {}

    TaskApi(Transactions transactions, Charges charges, PaymentMethods methods, Customers customers, TestTimes times) {
        this.transactions = transactions;
        this.charges = charges;
        this.methods = methods;
        this.customers = customers;
        this.times = times;
    }

    /// What is to be paid; or that it is paid, or was canceled, and nothing else.
    @GetMapping("/task")
    TaskView show(Caller.Payer payer) {
        return TaskView.of(transactions.get(payer, payer.transactionId()));
    }

    /// Saves the card and pays with it. A card that is declined is forgotten. While the provider owes an answer, it is
    /// being processed.
    @PostMapping("/task/pay")
    TaskView pay(Caller.Payer payer, @RequestBody Card card) {
        Fields.check()
                .required("token", card.token)
                .text("token", card.token, PaymentMethods.LONGEST_TOKEN)
                .orRefuse();
        transactions.get(payer, payer.transactionId()).mustAwaitPayment();
        // A link opens a payment, not the customer: what else is to be done for it, the house does.
        var house = new Caller.Service(payer.merchantId(), "somebody pays by a link");
        mustBeActive(house, payer.customerId());
        PaymentMethod method = methods.saveUntold(house, payer.customerId(), String.valueOf(card.token));
        Transaction charged = times.of(house, payer.customerId(), () -> charge(payer, house, method));
        if (charged.isCompleted() || charged.pending().isPresent()) {
            methods.tell(house, method.id());
            return TaskView.of(charged);
        }
        methods.delete(house, payer.customerId(), method.id());
        throw Charges.declined(charged);
    }

    // Of any number who pay at once, one begins; the others leave no card behind.
    private Transaction charge(Caller.Payer payer, Caller.Service house, PaymentMethod method) {
        Transaction begun;
        try {
            begun = transactions.begin(payer, payer.transactionId(), method);
        } catch (Refusal tooLate) {
            methods.delete(house, payer.customerId(), method.id());
            throw tooLate;
        }
        return charges.finish(house, begun);
    }

    private void mustBeActive(Caller.Service house, String customerId) {
        boolean active = customers
                .find(house, customerId)
                .filter(customer -> !customer.isArchived())
                .isPresent();
        if (!active) throw Refusal.of(ErrorCode.TASK_LINK_EXPIRED);
    }
}
