package dev.portico.subscription.discount;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.events.BillingEvents;
import dev.portico.events.TransactionData;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Counts how often each discount is used. What repeats uses it once, at its beginning.
@Component
final class Redemptions implements Listener {

    private final Records<Redemption> redemptions;
    private final Discounts discounts;
    private final Clock clock;

    /// That a discount was used.
    ///
    /// @param id of the transaction
    record Redemption(String id, String merchantId, String discountId) implements Owned {}

    Redemptions(Stores stores, Discounts discounts, Clock clock) {
        this.redemptions = stores.records("redemptions", Redemption.class).index("discountId");
        this.discounts = discounts;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(BillingEvents.TRANSACTION_COMPLETED, this::count).on(BillingEvents.TRANSACTION_BILLED, this::count);
    }

    private void count(Received<TransactionData> event) {
        TransactionData transaction = event.data();
        String discount = transaction.discountId();
        if (discount == null || transaction.origin().startsWith("subscription_")) return;
        if (discounts.find(event.caller(), discount).isEmpty()) return;
        redemptions.insertOnce(event.caller(), new Redemption(transaction.id(), event.merchantId(), discount));
        // Counted anew, so that a crash between the two writes loses nothing.
        discounts.change(
                event.caller(), discount, found -> found.redeemed(times(event.caller(), discount), clock.instant()));
    }

    private int times(Caller caller, String discount) {
        return Math.toIntExact(redemptions.count(caller, Filters.eq("discountId", discount)));
    }
}
