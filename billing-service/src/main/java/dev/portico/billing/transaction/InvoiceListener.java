package dev.portico.billing.transaction;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.InvoiceData;
import dev.portico.events.InvoiceEvents;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// A transaction shows the number of its invoice as soon as there is one.
@Component
final class InvoiceListener implements Listener {

    private final Transactions transactions;
    private final Clock clock;

    InvoiceListener(Transactions transactions, Clock clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(InvoiceEvents.INVOICE_ISSUED, this::invoiced);
    }

    private void invoiced(Received<InvoiceData> event) {
        InvoiceData invoice = event.data();
        transactions.change(
                event.caller(),
                invoice.transactionId(),
                transaction -> transaction.invoiced(invoice.id(), invoice.number(), clock.instant()));
    }
}
