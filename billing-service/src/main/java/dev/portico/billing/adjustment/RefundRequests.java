package dev.portico.billing.adjustment;

import dev.portico.billing.transaction.Adjusted;
import dev.portico.billing.transaction.Transactions;
import dev.portico.billing.transaction.Wish;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.money.Rate;
import dev.portico.chassis.time.LivedTime;
import dev.portico.events.RefundRequestData;
import dev.portico.events.SubscriptionEvents;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineItem;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// A subscription that ended before its time gives back what was paid for the rest of its period. Asked twice, it does
/// so once.
@Component
final class RefundRequests implements Listener {

    private static final Logger LOG = LoggerFactory.getLogger(RefundRequests.class);
    private static final String REASON = "The subscription ended early.";

    private final Transactions transactions;
    private final GivingBack givingBack;

    RefundRequests(Transactions transactions, GivingBack givingBack) {
        this.transactions = transactions;
        this.givingBack = givingBack;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SubscriptionEvents.SUBSCRIPTION_REFUND_REQUESTED, this::giveBack);
    }

    private void giveBack(Received<RefundRequestData> event) {
        RefundRequestData request = event.data();
        TransactionData paid = transactions.show(event.caller(), request.transactionId());
        List<Wish.Item> items = items(paid, request);
        if (items.isEmpty()) return;
        var wish = new Wish(Ids.derived("adj", request.id()), Adjusted.REFUND, REASON, items);
        try {
            LivedTime.at(request.testTime(), () -> givingBack.give(event.caller(), paid.id(), wish));
        } catch (Refusal e) {
            // Somebody was quicker, and gave back by hand what there was.
            LOG.atInfo().addKeyValue("transaction", paid.id()).log("nothing is given back: {}", e.code());
        }
    }

    // What is paid once was not for the period.
    private static List<Wish.Item> items(TransactionData paid, RefundRequestData request) {
        Rate share = Rate.of(request.share());
        List<LineItem> lines = paid.details().lineItems();
        return IntStream.range(0, lines.size())
                .filter(i -> paid.items().get(i).price().billingCycle() != null)
                .mapToObj(i -> item(lines.get(i), share.of(money(lines.get(i), paid)), request, i))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Money money(LineItem line, TransactionData of) {
        return Money.of(line.totals().total(), of.currencyCode());
    }

    private static Optional<Wish.Item> item(LineItem line, Money amount, RefundRequestData request, int nth) {
        if (amount.minor() <= 0) return Optional.empty();
        String id = Ids.hashed("adjitm", Ids.madeAt(request.id()).orElseThrow(), request.id() + ":" + nth);
        return Optional.of(new Wish.Item(id, line.id(), "partial", amount.minor()));
    }
}
