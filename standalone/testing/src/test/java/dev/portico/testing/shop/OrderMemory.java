package dev.portico.testing.shop;

import static dev.portico.events.SubscriptionEvents.PRODUCT_CREATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.ProductData;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What another service would remember of orders. It can be told to fail at those whose name begins with `bad`.
@Component
public final class OrderMemory implements Listener {

    private final Projections<Remembered> memory;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable RuntimeException failure;

    record Remembered(String id, String merchantId, String note) implements Owned {}

    OrderMemory(Stores stores) {
        this.memory = stores.projections("remembered", Remembered.class);
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(PRODUCT_CREATED, this::remember).on(PRODUCT_UPDATED, this::remember);
    }

    public void failsWith(@Nullable RuntimeException failure) {
        failures.set(0);
        this.failure = failure;
    }

    public int failures() {
        return failures.get();
    }

    public Optional<String> note(String merchantId, String id) {
        return memory.find(new Caller.Service(merchantId, "test"), id).map(Remembered::note);
    }

    private void remember(Received<ProductData> event) {
        RuntimeException failing = failure;
        if (failing != null && event.data().name().startsWith("bad")) {
            failures.incrementAndGet();
            throw failing;
        }
        memory.keep(
                event,
                new Remembered(event.subject(), event.merchantId(), event.data().name()));
    }
}
