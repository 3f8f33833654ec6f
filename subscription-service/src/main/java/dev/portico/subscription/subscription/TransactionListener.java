package dev.portico.subscription.subscription;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.events.BillingEvents;
import dev.portico.events.DiscountData;
import dev.portico.events.PriceData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.subscription.discount.Discounts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is paid for and repeats becomes a subscription. Its id comes from the transaction's, so the same transaction
/// never makes
/// two.
@Component
final class TransactionListener implements Listener {

    private final Subscriptions subscriptions;
    private final Discounts discounts;
    private final ChargedTax charged;
    private final MeterRegistry meters;
    private final Clock clock;

    TransactionListener(
            Subscriptions subscriptions, Discounts discounts, ChargedTax charged, MeterRegistry meters, Clock clock) {
        this.subscriptions = subscriptions;
        this.discounts = discounts;
        this.charged = charged;
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
        // What belongs to a subscription already was asked for by it.
        boolean itsOwn =
                !transaction.origin().equals("api") && !transaction.origin().equals("web");
        if (itsOwn || items.isEmpty() || transaction.customerId() == null) return;
        var opened = opened(event, transaction.customerId(), charged.on(items, event));
        if (subscriptions.open(event.caller(), opened))
            meters.counter("subscriptions.created").increment();
    }

    private Subscription opened(Received<TransactionData> event, String customerId, List<Item> items) {
        TransactionData transaction = event.data();
        PriceData first = items.getFirst().price();
        BillingCycle cycle = Objects.requireNonNull(BillingCycle.of(first.billingCycle()));
        @Nullable BillingCycle trial = BillingCycle.of(first.trialPeriod());
        Instant billed = billedAt(transaction);
        return new Subscription(
                Ids.derived("sub", transaction.id()),
                event.merchantId(),
                customerId,
                transaction.addressId(),
                transaction.businessId(),
                transaction.id(),
                trial == null ? SubscriptionStatus.ACTIVE : SubscriptionStatus.TRIALING,
                transaction.currencyCode(),
                transaction.collectionMode(),
                transaction.billingDetails(),
                cycle,
                new Period(billed, (trial == null ? cycle : trial).end(billed, 1)),
                items,
                Bill.nothing(transaction.currencyCode()),
                discount(event, cycle, billed),
                null,
                null,
                null,
                transaction.customData(),
                null,
                billed,
                trial == null ? billed : null,
                null,
                null,
                clock.instant(),
                clock.instant());
    }

    private @Nullable AppliedDiscount discount(Received<TransactionData> event, BillingCycle cycle, Instant billed) {
        String id = event.data().discountId();
        if (id == null) return null;
        return discounts
                .find(event.caller(), id)
                .filter(DiscountData::recur)
                .map(discount -> {
                    Integer periods = discount.maximumRecurringIntervals();
                    return new AppliedDiscount(discount, billed, periods == null ? null : cycle.end(billed, periods));
                })
                .orElse(null);
    }

    private static List<Item> recurring(TransactionData transaction) {
        return transaction.items().stream()
                .filter(item -> item.price().billingCycle() != null)
                .map(item -> line(transaction, item.price())
                        .map(line -> Item.of(item.price(), line.product(), item.quantity(), billedAt(transaction))))
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
