package dev.portico.subscription.subscription;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Change;
import dev.portico.events.BillingEvents;
import dev.portico.events.DiscountData;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.PriceData;
import dev.portico.events.TransactionData;
import dev.portico.events.TransactionData.LineItem;
import dev.portico.subscription.discount.Discounts;
import dev.portico.subscription.settings.PaymentRetries;
import dev.portico.subscription.settings.Settings;
import dev.portico.subscription.testclock.TestClocks;
import dev.portico.subscription.testclock.TestCustomers;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What is paid for and repeats becomes a subscription. Its id comes from the transaction's, so the same transaction
/// never makes two. What a subscription has asked for itself is paid, or is not.
@Component
final class TransactionListener implements Listener {

    private final Subscriptions subscriptions;
    private final Discounts discounts;
    private final Settings settings;
    private final TestClocks clocks;
    private final TestCustomers testCustomers;
    private final ChargedTax charged;
    private final MeterRegistry meters;
    private final Ids ids;

    TransactionListener(
            Subscriptions subscriptions,
            Discounts discounts,
            Settings settings,
            TestClocks clocks,
            TestCustomers testCustomers,
            ChargedTax charged,
            MeterRegistry meters,
            Ids ids) {
        this.subscriptions = subscriptions;
        this.discounts = discounts;
        this.settings = settings;
        this.clocks = clocks;
        this.testCustomers = testCustomers;
        this.charged = charged;
        this.meters = meters;
        this.ids = ids;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(BillingEvents.TRANSACTION_COMPLETED, this::completed)
                .on(BillingEvents.TRANSACTION_PAYMENT_FAILED, this::failed)
                .on(BillingEvents.TRANSACTION_PAST_DUE, this::overdue)
                .on(BillingEvents.TRANSACTION_CANCELED, this::canceled)
                .on(BillingEvents.PAYMENT_METHOD_SAVED, this::newWayToPay);
    }

    private void completed(Received<TransactionData> event) {
        if (askedFor(event)) answer(event, (asking, now) -> asking.debts().paid(event.subject(), now));
        else open(event);
    }

    // What is given up at once is not late: it is canceled in the same breath.
    private void failed(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        if (!askedFor(event) || transaction.status().equals("canceled")) return;
        PaymentRetries retries = settings.of(event.caller()).retries();
        Money left = Money.of(transaction.details().totals().balance(), transaction.currencyCode());
        answer(event, (asking, now) -> asking.debts().unpaid(event.subject(), left, retries, now));
    }

    private void overdue(Received<TransactionData> event) {
        boolean invoiced = event.data().collectionMode().equals(Subscription.MANUAL);
        if (invoiced && askedFor(event))
            answer(event, (asking, now) -> asking.debts().overdue(event.subject(), now));
    }

    private void canceled(Received<TransactionData> event) {
        if (askedFor(event)) answer(event, (asking, now) -> asking.debts().notToBePaid(event.subject(), now));
    }

    private void newWayToPay(Received<PaymentMethodData> event) {
        for (Subscription late :
                subscriptions.pastDue(event.caller(), event.data().customerId())) {
            String requestId = ids.next("col");
            subscriptions.change(
                    event.caller(), late.id(), found -> found.debts().tryNow(requestId, now(event, found)));
        }
    }

    // What belongs to a subscription already was asked for by it.
    private static boolean askedFor(Received<TransactionData> event) {
        String origin = event.data().origin();
        return event.data().subscriptionId() != null && !origin.equals("api") && !origin.equals("web");
    }

    private void answer(
            Received<TransactionData> event, BiFunction<Subscription, Instant, Change<Subscription>> answer) {
        String id = Objects.requireNonNull(event.data().subscriptionId());
        subscriptions.change(event.caller(), id, asking -> answer.apply(asking, now(event, asking)));
    }

    private Instant now(Received<?> event, Subscription subscription) {
        return clocks.now(event.caller(), subscription.testClockId());
    }

    private void open(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        List<Item> items = recurring(transaction);
        if (items.isEmpty() || transaction.customerId() == null) return;
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
        Instant paidFrom = trial == null ? billed : trial.end(billed, 1);
        @Nullable String testClock = testCustomers.clockOf(event.caller(), customerId);
        Instant now = clocks.now(event.caller(), testClock);
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
                new Period(billed, trial == null ? cycle.end(billed, 1) : paidFrom),
                paidFrom,
                items,
                Bill.nothing(transaction.currencyCode()),
                discount(event, cycle, paidFrom),
                null,
                null,
                List.of(),
                trial == null ? transaction.id() : null,
                testClock,
                settings.of(event.caller()).reminders(),
                null,
                null,
                transaction.customData(),
                null,
                billed,
                trial == null ? billed : null,
                null,
                null,
                now,
                now);
    }

    private @Nullable AppliedDiscount discount(Received<TransactionData> event, BillingCycle cycle, Instant from) {
        String id = event.data().discountId();
        if (id == null) return null;
        return discounts
                .find(event.caller(), id)
                .filter(DiscountData::recur)
                .map(discount -> {
                    Integer periods = discount.maximumRecurringIntervals();
                    return new AppliedDiscount(discount, from, periods == null ? null : cycle.end(from, periods));
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
