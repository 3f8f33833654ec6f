package dev.portico.testing.shop;

import static dev.portico.events.SubscriptionEvents.PRODUCT_CREATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_UPDATED;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.ProductData;
import dev.portico.events.Topic;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Orders over HTTP.
@RestController
final class OrderApi {

    private final Aggregates<Order> orders;
    private final Ids ids;
    private final Clock clock;

    record Request(
            @Nullable String customerId,
            @Nullable String note,
            @Nullable String mark) {}

    OrderApi(Stores stores, Ids ids, Clock clock) {
        this.orders =
                stores.aggregates("orders", Order.class, Topic.SUBSCRIPTION).unique("note");
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.CREATED)
    ProductData place(Caller.Merchant caller, @RequestBody Request request) {
        Fields.check()
                .required("note", request.note())
                .required("customer_id", request.customerId())
                .orRefuse();
        var order = new Order(
                ids.next("ord"),
                caller.merchantId(),
                request.customerId(),
                request.note(),
                request.mark(),
                clock.instant());
        return orders.create(caller, Change.to(order).telling(PRODUCT_CREATED, order.told()))
                .told();
    }

    @GetMapping("/orders/{id}")
    ProductData one(Caller caller, @PathVariable String id) {
        return orders.get(caller, id).told();
    }

    @GetMapping("/orders")
    Page<ProductData> all(Caller caller, PageRequest page) {
        return orders.page(caller, Filters.empty(), page).map(Order::told);
    }

    @PatchMapping("/orders/{id}")
    ProductData mark(Caller caller, @PathVariable String id, @RequestBody Request request) {
        return orders.change(caller, id, order -> {
                    var marked = new Order(
                            order.id(),
                            order.merchantId(),
                            order.customerId(),
                            order.note(),
                            request.mark(),
                            order.createdAt());
                    return Change.to(marked).telling(PRODUCT_UPDATED, marked.told());
                })
                .told();
    }
}
