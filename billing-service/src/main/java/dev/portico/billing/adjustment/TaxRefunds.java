package dev.portico.billing.adjustment;

import dev.portico.billing.customer.TestTimes;
import dev.portico.billing.tax.Taxes;
import dev.portico.billing.transaction.Adjusted;
import dev.portico.billing.transaction.Wish;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.BillingEvents;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.events.TransactionData.RevisedDetails;
import dev.portico.pricing.Taxation;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Gives back the tax of a bill whose buyer turns out to owe it himself: his tax identifier was added when the bill was
/// revised. Heard twice, it does so once.
@Component
final class TaxRefunds implements Listener {

    private static final Logger LOG = LoggerFactory.getLogger(TaxRefunds.class);
    private static final String REASON = "The buyer owes the tax: a tax identifier was added.";

    private final Taxes taxes;
    private final GivingBack givingBack;
    private final TestTimes times;

    TaxRefunds(Taxes taxes, GivingBack givingBack, TestTimes times) {
        this.taxes = taxes;
        this.givingBack = givingBack;
        this.times = times;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(BillingEvents.TRANSACTION_REVISED, this::revised);
    }

    private void revised(Received<TransactionData> event) {
        TransactionData bill = event.data();
        if (!isOwedByBuyer(event.caller(), bill)) return;
        List<Wish.Item> items = bill.details().lineItems().stream()
                .filter(line -> !line.totals().tax().equals("0"))
                .map(line -> item(bill, line))
                .toList();
        if (items.isEmpty()) return;
        String action = bill.status().equals("completed") ? Adjusted.REFUND : Adjusted.CREDIT;
        var wish = new Wish(Ids.derived("adj", bill.id()), action, REASON, items);
        try {
            times.of(event.caller(), bill.customerId(), () -> givingBack.give(event.caller(), bill.id(), wish));
        } catch (Refusal e) {
            LOG.atInfo().addKeyValue("transaction", bill.id()).log("its tax is not given back: {}", e.code());
        }
    }

    private boolean isOwedByBuyer(Caller caller, TransactionData bill) {
        RevisedDetails revised = bill.revisedDetails();
        return revised != null
                && revised.taxIdentifier() != null
                && bill.addressId() != null
                && bill.details().taxTreatment() == null
                && Taxation.REVERSE_CHARGE.equals(taxes.identified(caller, bill.addressId(), revised.taxIdentifier())
                        .treatment());
    }

    private static Wish.Item item(TransactionData bill, LineItem line) {
        Instant made = Ids.madeAt(bill.id()).orElseThrow();
        return new Wish.Item(Ids.hashed("adjitm", made, bill.id() + ":" + line.id()), line.id(), "tax", null);
    }
}
