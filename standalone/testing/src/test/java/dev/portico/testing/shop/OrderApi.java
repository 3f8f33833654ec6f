package dev.portico.testing.shop;

import static dev.portico.events.SubscriptionEvents.PRODUCT_CREATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.http.Within;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.store.TimeRange;
import dev.portico.events.ProductData;
import dev.portico.events.Topic;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Orders over HTTP.
@RestController
@Needs("order")
final class OrderApi {

    private final Aggregates<Order> orders;
    private final Ids ids;
    private final Clock clock;

    private final Set<String> died = ConcurrentHashMap.newKeySet();

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
        Order placed = orders.create(caller, Change.to(order).telling(PRODUCT_CREATED, order.told()));
        if (request.note().startsWith("dies once") && died.add(request.note()))
            throw new IllegalStateException("after the order was stored, before it was answered");
        return placed.told();
    }

    @GetMapping("/orders/{id}")
    ProductData one(Caller caller, @PathVariable String id) {
        return orders.get(caller, id).told();
    }

    @GetMapping("/orders")
    Page<ProductData> all(
            Caller caller,
            @RequestParam(name = "id", required = false) @Nullable List<String> ids,
            @RequestParam(name = "mark", required = false) @Nullable List<String> marks,
            @RequestParam(required = false) @Nullable String search,
            @Within("created_at") TimeRange createdAt,
            @Paged(by = {"id", "note", "mark"}) PageRequest page) {
        var wanted = Criteria.all()
                .anyOf("id", ids)
                .anyOf("mark", marks)
                .within("createdAt", createdAt)
                .search(search, "note", "mark");
        return orders.page(caller, wanted.filter(), page).map(Order::told);
    }

    @PatchMapping("/orders/{id}")
    ProductData mark(Caller caller, @PathVariable String id, @Changes("mark") Patch patch) {
        return orders.change(caller, id, order -> {
                    var marked = new Order(
                            order.id(),
                            order.merchantId(),
                            order.customerId(),
                            order.note(),
                            patch.text("mark", order.mark()),
                            order.createdAt());
                    return Change.to(marked).telling(PRODUCT_UPDATED, marked.told());
                })
                .told();
    }
}
