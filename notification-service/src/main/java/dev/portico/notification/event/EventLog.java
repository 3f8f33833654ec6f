package dev.portico.notification.event;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.outbox.EventJson;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Records;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Worker;
import dev.portico.events.BillingEvents;
import dev.portico.events.EventType;
import dev.portico.events.PaymentMethodData;
import dev.portico.events.SubscriptionData;
import dev.portico.events.SubscriptionEvents;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/// Keeps what happened for 90 days, in the words in which merchants are told of it.
@Component
public class EventLog implements Listener {

    private static final Duration KEPT = Duration.ofDays(90);

    private final Records<LoggedEvent> events;
    private final List<Hearing> hearing;
    private final EventJson json;
    private final Clock clock;

    EventLog(Stores stores, List<Hearing> hearing, EventJson json, Clock clock) {
        this.events = stores.records("events", LoggedEvent.class).index("type").taskIndex("occurredAt");
        this.hearing = hearing;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void listen(Handlers handlers) {
        PublicEvents.TYPES.forEach(type -> listen(handlers, type));
    }

    public Optional<LoggedEvent> find(Caller caller, String id) {
        return events.find(caller, id);
    }

    Page<LoggedEvent> page(Caller caller, Bson filter, PageRequest page) {
        return events.page(caller, filter, page);
    }

    private <T> void listen(Handlers handlers, EventType<T> type) {
        handlers.on(type, this::keep);
    }

    private <T> void keep(Received<T> event) {
        var logged = new LoggedEvent(
                event.id(),
                event.merchantId(),
                event.type(),
                event.occurredAt(),
                json.write(toldToMerchants(event.type(), event.data())));
        events.insertOnce(event.caller(), logged);
        hearing.forEach(listener -> listener.heard(event.caller(), logged));
    }

    // Paddle leaves these out of what it sends, too.
    private static Object toldToMerchants(String type, Object data) {
        return switch (data) {
            case PaymentMethodData method -> withoutDetails(method, type);
            case SubscriptionData subscription
            when !type.equals(SubscriptionEvents.SUBSCRIPTION_CREATED.name()) -> withoutTransaction(subscription);
            default -> data;
        };
    }

    private static PaymentMethodData withoutDetails(PaymentMethodData method, String type) {
        boolean deleted = type.equals(BillingEvents.PAYMENT_METHOD_DELETED.name());
        return new PaymentMethodData(
                method.id(),
                method.customerId(),
                method.addressId(),
                method.type(),
                null,
                method.origin(),
                method.savedAt(),
                method.updatedAt(),
                deleted ? method.deletionReason() : null);
    }

    private static SubscriptionData withoutTransaction(SubscriptionData told) {
        return new SubscriptionData(
                told.id(),
                told.status(),
                told.customerId(),
                told.addressId(),
                told.businessId(),
                told.currencyCode(),
                null,
                told.createdAt(),
                told.updatedAt(),
                told.startedAt(),
                told.firstBilledAt(),
                told.nextBilledAt(),
                told.pausedAt(),
                told.canceledAt(),
                told.discount(),
                told.collectionMode(),
                told.billingDetails(),
                told.currentBillingPeriod(),
                told.billingCycle(),
                told.scheduledChange(),
                told.items(),
                told.customData(),
                told.importMeta());
    }

    private boolean sweep() {
        events.sweep(Filters.lt("occurredAt", clock.instant().minus(KEPT)));
        return false;
    }

    @Configuration(proxyBeanMethods = false)
    static class Sweeping {

        @Bean
        Worker oldEvents(EventLog log) {
            return new Worker("old-events", Duration.ofHours(1), log::sweep);
        }
    }
}
