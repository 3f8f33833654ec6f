package dev.portico.billing.transaction;

import com.mongodb.client.model.Filters;
import dev.portico.billing.merchant.Merchants;
import dev.portico.billing.subscription.KnownSubscriptions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.SubscriptionData;
import dev.portico.events.TransactionData;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// The transaction with which a customer changes what his subscription is paid with: one that could not be paid, or one
/// that costs nothing.
@RestController
@Needs("transaction")
final class MethodChangeApi {

    private static final PageRequest LATEST = new PageRequest(1, null, false);

    private final KnownSubscriptions subscriptions;
    private final Transactions transactions;
    private final Merchants merchants;
    private final Ids ids;
    private final Clock clock;

    MethodChangeApi(
            KnownSubscriptions subscriptions, Transactions transactions, Merchants merchants, Ids ids, Clock clock) {
        this.subscriptions = subscriptions;
        this.transactions = transactions;
        this.merchants = merchants;
        this.ids = ids;
        this.clock = clock;
    }

    @GetMapping("/subscriptions/{id}/update-payment-method-transaction")
    TransactionData transaction(Caller caller, @PathVariable String id) {
        SubscriptionData subscription =
                subscriptions.find(caller, id).orElseThrow(() -> Refusal.of(ErrorCode.NOT_FOUND));
        if (subscription.status().equals("canceled"))
            throw Refusal.of(ErrorCode.SUBSCRIPTION_IS_CANCELED_ACTION_INVALID);
        if (!subscription.collectionMode().equals(Transaction.AUTOMATIC))
            throw Refusal.of(ErrorCode.SUBSCRIPTION_NOT_AUTOMATIC_COLLECTION);
        return latest(caller, id, Transaction.PAST_DUE)
                .or(() -> latest(caller, id, Transaction.READY))
                .orElseGet(() -> create(caller, subscription))
                .data();
    }

    // One that was asked for before and not yet used is as good as a new one.
    private Optional<Transaction> latest(Caller caller, String subscriptionId, String status) {
        var wanted = Filters.and(Filters.eq("subscriptionId", subscriptionId), Filters.eq("status", status));
        var filter = status.equals(Transaction.READY)
                ? Filters.and(wanted, Filters.eq("origin", Transaction.METHOD_CHANGE))
                : wanted;
        return transactions.page(caller, filter, LATEST).items().stream().findFirst();
    }

    private Transaction create(Caller caller, SubscriptionData of) {
        String portal = merchants.portal(caller).orElseThrow(() -> Refusal.of(ErrorCode.TEMPORARILY_UNAVAILABLE));
        String id = ids.next("txn");
        List<Line> lines = of.items().stream()
                .map(item -> Line.of(ids.next("txnitm"), item.price(), item.product(), item.quantity())
                        .onTrial())
                .toList();
        var free = new Amendment(id, caller.merchantId(), of.currencyCode(), lines, clock.instant())
                .customer(of.customerId())
                .address(of.addressId())
                .business(of.businessId())
                .from(Transaction.METHOD_CHANGE)
                .subscription(of.id())
                .checkoutUrl(portal + "/payment-methods?subscription_id=" + of.id() + "&transaction_id=" + id)
                .at(clock.instant());
        return transactions.create(caller, free);
    }
}
