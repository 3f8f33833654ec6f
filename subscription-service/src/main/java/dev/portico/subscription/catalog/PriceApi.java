package dev.portico.subscription.catalog;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.money.Money;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.Topic;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// A merchant's prices over HTTP.
@RestController
@RequestMapping("/prices")
final class PriceApi {

    private static final Set<String> CHANGEABLE = Set.of("description", "name", "custom_data", "status");

    private final Aggregates<Price> prices;
    private final Aggregates<Product> products;
    private final Ids ids;
    private final Clock clock;

    record NewPrice(
            @Nullable String productId,
            @Nullable String description,
            @Nullable String name,
            @Nullable MoneyData unitPrice,
            @Nullable DurationData billingCycle,
            @Nullable DurationData trialPeriod,
            @Nullable String taxMode,
            @Nullable Quantity quantity,
            @Nullable Map<String, Object> customData) {}

    PriceApi(Stores stores, Ids ids, Clock clock) {
        this.prices =
                stores.aggregates("prices", Price.class, Topic.SUBSCRIPTION).index("productId");
        this.products = stores.aggregates("products", Product.class, Topic.SUBSCRIPTION);
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PriceData create(Caller.Merchant caller, @RequestBody NewPrice request) {
        PriceRules.check(request);
        String productId = Objects.requireNonNull(request.productId);
        if (products.find(caller, productId).isEmpty())
            throw Refusal.field("product_id", "is not a product of this merchant");
        MoneyData unit = Objects.requireNonNull(request.unitPrice);
        var now = clock.instant();
        var price = new Price(
                ids.next("pri"),
                caller.merchantId(),
                productId,
                Objects.requireNonNull(request.description),
                request.name,
                Money.of(unit.amount(), unit.currencyCode()),
                request.billingCycle,
                request.taxMode == null ? "account_setting" : request.taxMode,
                request.quantity == null ? new Quantity(1, 100) : request.quantity,
                request.customData,
                "active",
                now,
                now);
        return prices.create(caller, price.created()).data();
    }

    @GetMapping
    Page<PriceData> list(
            Caller.Merchant caller,
            @RequestParam(defaultValue = "active") String status,
            @RequestParam(name = "product_id", required = false) @Nullable String productId,
            PageRequest page) {
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.in("status", status.split(",")));
        if (productId != null) filters.add(Filters.in("productId", productId.split(",")));
        return prices.page(caller, Filters.and(filters), page).map(Price::data);
    }

    @GetMapping("/{id}")
    PriceData get(Caller.Merchant caller, @PathVariable String id) {
        return prices.get(caller, id).data();
    }

    @PatchMapping("/{id}")
    PriceData update(Caller.Merchant caller, @PathVariable String id, @RequestBody JsonNode body) {
        var patch = new Patch(body, CHANGEABLE);
        var fields = Fields.check();
        for (String needed : List.of("description", "status"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.text("description", patch.text("description", null), 500)
                .text("name", patch.text("name", null), 150)
                .oneOf("status", patch.text("status", null), Set.of("active", "archived"))
                .orRefuse();
        return prices.change(caller, id, price -> price.updated(patch, clock.instant()))
                .data();
    }
}
