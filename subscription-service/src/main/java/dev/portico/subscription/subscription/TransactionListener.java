package dev.portico.subscription.subscription;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.BillingEvents;
import dev.portico.events.PriceData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineItem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is paid for and repeats becomes a subscription. Its id comes from the transaction's, so the same transaction
/// never makes
/// two.
@Component
final class TransactionListener implements Listener {

    private final Subscriptions subscriptions;
    private final MeterRegistry meters;
    private final Clock clock;

    TransactionListener(Subscriptions subscriptions, MeterRegistry meters, Clock clock) {
        this.subscriptions = subscriptions;
        this.meters = meters;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(BillingEvents.TRANSACTION_COMPLETED, this::open);
    }

    private void open(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        List<Item> items = recurring(transaction);
        if (items.isEmpty() || transaction.customerId() == null) return;
        BillingCycle cycle =
                Objects.requireNonNull(BillingCycle.of(items.getFirst().price().billingCycle()));
        Instant billed = billedAt(transaction);
        var opened = new Subscription(
                Ids.derived("sub", transaction.id()),
                event.merchantId(),
                transaction.customerId(),
                transaction.addressId(),
                transaction.id(),
                SubscriptionStatus.ACTIVE,
                transaction.currencyCode(),
                cycle,
                new Period(billed, cycle.end(billed, 1)),
                items,
                null,
                null,
                transaction.customData(),
                billed,
                null,
                clock.instant(),
                clock.instant());
        if (subscriptions.open(event.caller(), opened))
            meters.counter("subscriptions.created").increment();
    }

    private static List<Item> recurring(TransactionData transaction) {
        return transaction.items().stream()
                .filter(item -> item.price().billingCycle() != null)
                .map(item -> line(transaction, item.price())
                        .map(line -> new Item(item.price(), line.product(), item.quantity(), billedAt(transaction))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<LineItem> line(TransactionData transaction, PriceData price) {
        return transaction.details().lineItems().stream()
                .filter(line -> price.id().equals(line.priceId()))
                .findFirst();
    }

    private static Instant billedAt(TransactionData transaction) {
        return transaction.billedAt() == null ? transaction.updatedAt() : transaction.billedAt();
    }
}
