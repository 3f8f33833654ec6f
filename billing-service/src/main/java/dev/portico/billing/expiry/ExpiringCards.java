package dev.portico.billing.expiry;

import static dev.portico.events.BillingEvents.PAYMENT_METHOD_DELETED;
import static dev.portico.events.BillingEvents.PAYMENT_METHOD_SAVED;
import static dev.portico.events.SubscriptionEvents.TEST_CLOCK_UPDATED;

import com.mongodb.client.model.Filters;
import dev.portico.billing.customer.Customers;
import dev.portico.billing.subscription.KnownSubscriptions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.time.LivedTime;
import dev.portico.chassis.work.Worker;
import dev.portico.events.CardData;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.TestClockData;
import dev.portico.events.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Says of each saved card, 30 days and 7 days before, that it is about to expire, if its customer's subscriptions are
/// collected by themselves.
@Component
class ExpiringCards implements Listener {

    private static final int AT_ONCE = 100;

    private final Aggregates<ExpiringCard> cards;
    private final Customers customers;
    private final KnownSubscriptions subscriptions;

    ExpiringCards(Stores stores, Customers customers, KnownSubscriptions subscriptions) {
        this.cards = stores.aggregates("expiring_cards", ExpiringCard.class, Topic.BILLING)
                .dueIndex("clock", "announceAt");
        this.customers = customers;
        this.subscriptions = subscriptions;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(PAYMENT_METHOD_SAVED, this::watch)
                .on(PAYMENT_METHOD_DELETED, this::forget)
                .on(TEST_CLOCK_UPDATED, this::move);
    }

    private void watch(Received<PaymentMethodData> event) {
        PaymentMethodData method = event.data();
        CardData card = method.card();
        if (card == null) return;
        String testClock = customers.get(event.caller(), method.customerId()).testClockId();
        var expiring = ExpiringCard.of(
                event.merchantId(), method.customerId(), method.id(), card, testClock, method.savedAt());
        try {
            cards.create(event.caller(), Change.to(expiring));
        } catch (Duplicate e) {
            // It was heard of before.
        }
    }

    private void forget(Received<PaymentMethodData> event) {
        cards.delete(event.caller(), ExpiringCard.idOf(event.subject()));
    }

    private void move(Received<TestClockData> event) {
        while (announce(event.subject(), event.data().frozenTime()))
            ;
    }

    /// @return whether anything was said, so that there may be more
    boolean announce(String clock, Instant now) {
        List<ExpiringCard> due =
                cards.due(Filters.and(Filters.eq("clock", clock), Filters.lte("announceAt", now)), AT_ONCE);
        for (ExpiringCard card : due) {
            var house = new Caller.Service(card.merchantId(), "a card expires soon");
            boolean isUsed = subscriptions.isAnyCollected(house, card.customerId());
            cards.change(house, card.id(), found -> found.announced(isUsed, now));
        }
        return !due.isEmpty();
    }

    @Configuration(proxyBeanMethods = false)
    static class Look {

        @Bean
        Worker expiringCardsRound(ExpiringCards cards) {
            return new Worker(
                    "expiring-cards",
                    Duration.ofMinutes(10),
                    () -> cards.announce(ExpiringCard.WALL, LivedTime.WALL.instant()));
        }
    }
}
