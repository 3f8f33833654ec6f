package dev.portico.subscription.subscription;

import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Change;
import dev.portico.events.BillingEvents;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.pricing.Tax;
import dev.portico.pricing.Taxation;
import dev.portico.subscription.tax.Taxes;
import java.util.List;
import org.springframework.stereotype.Component;

/// Items remember the tax they were charged with, so that just that is given back with them, whatever is decided
/// meanwhile.
@Component
final class ChargedTax implements Listener {

    private final Subscriptions subscriptions;
    private final Taxes taxes;

    ChargedTax(Subscriptions subscriptions, Taxes taxes) {
        this.subscriptions = subscriptions;
        this.taxes = taxes;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(BillingEvents.TRANSACTION_BILLED, this::remember)
                .on(BillingEvents.TRANSACTION_COMPLETED, this::remember);
    }

    /// The same items, each with the tax that the transaction has on it.
    List<Item> on(List<Item> items, Received<TransactionData> event) {
        TransactionData charged = event.data();
        Taxation taxation = taxes.of(event.caller()).of(charged.addressId(), charged.businessId());
        return items.stream().map(item -> taxed(item, charged, taxation)).toList();
    }

    private void remember(Received<TransactionData> event) {
        String id = event.data().subscriptionId();
        if (id == null || subscriptions.since(event.caller(), id).isEmpty()) return;
        subscriptions.change(
                event.caller(),
                id,
                before ->
                        Change.to(before.edit().items(on(before.items(), event)).at(before.updatedAt())));
    }

    // What the transaction says comes before what would be charged by now.
    private static Item taxed(Item item, TransactionData charged, Taxation taxation) {
        Tax now = taxation.of(item.price(), item.product());
        return charged.details().lineItems().stream()
                .filter(line -> item.price().id().equals(line.priceId()) && isCharged(line))
                .map(LineItem::taxRate)
                .findFirst()
                .map(rate ->
                        item.taxed(rate.equals(now.charged()) ? now : new Tax(rate, now.included(), false, now.name())))
                .orElse(item);
    }

    // What is tried, or only stands for what is to be paid another way, is on no bill yet.
    private static boolean isCharged(LineItem line) {
        return !line.totals().subtotal().equals("0");
    }
}
