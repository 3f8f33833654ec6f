package dev.portico.billing.discount;

import static dev.portico.events.SubscriptionEvents.DISCOUNT_CREATED;
import static dev.portico.events.SubscriptionEvents.DISCOUNT_IMPORTED;
import static dev.portico.events.SubscriptionEvents.DISCOUNT_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import dev.portico.events.DiscountData;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The merchants' discounts, as their owner last told of them.
@Component
public final class Discounts implements Listener {

    private final Projections<KnownDiscount> discounts;
    private final Patience patience;

    record KnownDiscount(String id, String merchantId, DiscountData discount) implements Owned {}

    Discounts(Stores stores, Patience patience) {
        this.discounts = stores.projections("discounts", KnownDiscount.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(DISCOUNT_CREATED, this::remember)
                .on(DISCOUNT_UPDATED, this::remember)
                .on(DISCOUNT_IMPORTED, this::remember);
    }

    /// What a discount id stands for. Waits a moment for one that was made just now.
    public Optional<DiscountData> find(Caller caller, String id) {
        return patience.find(id, () -> discounts.find(caller, id)).map(KnownDiscount::discount);
    }

    /// @throws RetryLater if its own event has not arrived yet
    public DiscountData expect(Caller caller, String id) {
        return discounts.expect(caller, id).discount();
    }

    private void remember(Received<DiscountData> event) {
        discounts.keep(event, new KnownDiscount(event.subject(), event.merchantId(), event.data()));
    }
}
