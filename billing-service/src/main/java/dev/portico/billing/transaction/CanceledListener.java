package dev.portico.billing.transaction;

import dev.portico.billing.creditbalance.CreditBalances;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.BillingEvents;
import dev.portico.events.TransactionData;
import org.springframework.stereotype.Component;

/// What was paid from a credit balance for something that does not happen is good again, and what was credited for it
/// is
/// not, also where the provider's
/// refusal came long after the charge.
@Component
final class CanceledListener implements Listener {

    private final CreditBalances balances;

    CanceledListener(CreditBalances balances) {
        this.balances = balances;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(BillingEvents.TRANSACTION_CANCELED, this::release);
    }

    private void release(Received<TransactionData> event) {
        TransactionData canceled = event.data();
        String customer = canceled.customerId();
        if (customer == null) return;
        boolean credited = !canceled.details().totals().credit().equals("0");
        if (credited) balances.release(event.caller(), customer, canceled.currencyCode(), canceled.id());
        // What a change of plan was to give for what is no longer had came under its request's id.
        if (canceled.origin().startsWith("subscription_"))
            balances.revoke(event.caller(), customer, canceled.currencyCode(), Ids.derived("chr", canceled.id()));
    }
}
