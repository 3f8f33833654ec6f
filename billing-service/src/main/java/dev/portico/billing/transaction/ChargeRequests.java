package dev.portico.billing.transaction;

import dev.portico.billing.creditbalance.CreditBalances;
import dev.portico.billing.merchant.Merchants;
import dev.portico.billing.tax.Taxes;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.time.LivedTime;
import dev.portico.events.ChargeRequestData;
import dev.portico.events.CollectionRequestData;
import dev.portico.events.SubscriptionEvents;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A subscription asks for money: it gets a transaction, whose id follows from the request's, and which is charged,
/// billed or free. Asked twice, or again after a crash, it goes on from where it got to. What could not be collected is
/// tried again, or given up, when the subscription says so.
@Component
final class ChargeRequests implements Listener {

    private final Transactions transactions;
    private final Collection collection;
    private final Discounting discounting;
    private final Taxes taxes;
    private final CreditBalances balances;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;

    ChargeRequests(
            Transactions transactions,
            Collection collection,
            Discounting discounting,
            Taxes taxes,
            CreditBalances balances,
            Merchants merchants,
            Ids ids,
            Clock clock) {
        this.transactions = transactions;
        this.collection = collection;
        this.discounting = discounting;
        this.taxes = taxes;
        this.balances = balances;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(SubscriptionEvents.SUBSCRIPTION_CHARGE_REQUESTED, this::charge)
                .on(SubscriptionEvents.SUBSCRIPTION_COLLECTION_REQUESTED, this::collectAgain)
                .on(SubscriptionEvents.SUBSCRIPTION_COLLECTION_GIVEN_UP, this::giveUp);
    }

    private void charge(Received<ChargeRequestData> event) {
        LivedTime.at(event.data().testTime(), () -> charged(event.caller(), event.data()));
    }

    private void collectAgain(Received<CollectionRequestData> event) {
        CollectionRequestData request = event.data();
        Transaction open = transactions.get(event.caller(), request.transactionId());
        LivedTime.at(request.testTime(), () -> collection.collectAgain(event.caller(), open));
    }

    private void giveUp(Received<CollectionRequestData> event) {
        CollectionRequestData request = event.data();
        LivedTime.at(
                request.testTime(),
                () -> transactions.change(
                        event.caller(), request.transactionId(), owed -> owed.givenUp(clock.instant())));
    }

    private Optional<Transaction> charged(Caller.Service house, ChargeRequestData request) {
        Money toBalance = toBalance(request);
        if (!toBalance.isZero()) balances.credit(house, request.customerId(), toBalance, request.id());
        if (request.items().isEmpty()) return Optional.empty();
        String id = Ids.derived("txn", request.id());
        Transaction transaction = transactions.find(house, id).orElseGet(() -> create(house, id, request));
        return Optional.of(collection.collect(house, transaction));
    }

    private Transaction create(Caller.Service house, String id, ChargeRequestData request) {
        List<Line> lines = discounting.agreed(
                house,
                request.discountId(),
                request.items().stream()
                        .map(item -> Line.of(ids.next("txnitm"), item.price(), item.product(), item.quantity())
                                .prorated(item.proration()))
                        .toList(),
                taxes.of(house, request.addressId(), request.businessId()));
        String portal = merchants.portal(house).orElse("");
        var unpaid = new Amendment(id, house.merchantId(), request.currencyCode(), lines, clock.instant())
                .customer(request.customerId())
                .address(request.addressId())
                .business(request.businessId())
                .discount(request.discountId())
                .from(request.origin())
                .collecting(request.collectionMode())
                .billingDetails(request.billingDetails())
                .billingPeriod(request.billingPeriod())
                .subscription(request.subscriptionId())
                .onPaymentFailure(request.onPaymentFailure())
                .checkoutUrl(portal.isEmpty() ? null : portal + "/pay/" + id)
                .at(clock.instant());
        Money used = unpaid.total().isZero()
                ? unpaid.total()
                : balances.use(house, request.customerId(), unpaid.total(), id);
        try {
            return transactions.create(
                    house,
                    unpaid.amend().credit(used.isZero() ? null : used.minor()).at(clock.instant()));
        } catch (Duplicate e) {
            return transactions.get(house, id);
        }
    }

    private static Money toBalance(ChargeRequestData request) {
        String amount = request.creditToBalance();
        return Money.of(amount == null ? "0" : amount, request.currencyCode());
    }
}
