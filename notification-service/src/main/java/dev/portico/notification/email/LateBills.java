package dev.portico.notification.email;

import static dev.portico.events.BillingEvents.TRANSACTION_PAST_DUE;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.TransactionData;
import org.springframework.stereotype.Component;

/// What subscriptions owed, and did not pay when it was due.
@Component
final class LateBills implements Listener {

    private final Projections<LateBill> bills;

    record LateBill(String id, String merchantId, String customerId) implements Owned {}

    LateBills(Stores stores) {
        this.bills = stores.projections("late_bills", LateBill.class);
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(TRANSACTION_PAST_DUE, this::late);
    }

    boolean contain(Caller caller, String transactionId) {
        return bills.find(caller, transactionId).isPresent();
    }

    private void late(Received<TransactionData> event) {
        TransactionData bill = event.data();
        if (bill.subscriptionId() != null && bill.customerId() != null)
            bills.keep(event, new LateBill(bill.id(), event.merchantId(), bill.customerId()));
    }
}
