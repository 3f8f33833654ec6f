package dev.portico.subscription.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Identified;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.PriceData.UnitPriceOverride;
import dev.portico.events.ProductData;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

/// A merchant's prices over HTTP.
@RestController
@RequestMapping("/prices")
@Needs("price")
final class PriceApi {

    private static final Set<String> INCLUDES = Set.of("product");

    private final Prices prices;
    private final Products products;
    private final Ids ids;
    private final Clock clock;

    record NewPrice(
            @Nullable String productId,
            @Nullable String description,
            @Nullable String type,
            @Nullable String name,
            @Nullable MoneyData unitPrice,
            @Nullable List<UnitPriceOverride> unitPriceOverrides,
            @Nullable DurationData billingCycle,
            @Nullable DurationData trialPeriod,
            @Nullable String taxMode,
            @Nullable Quantity quantity,
            @Nullable Map<String, Object> customData) {}

    /// A price, and its product where that was asked for.
    record View(
            @JsonUnwrapped PriceData price,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ProductData product) implements Identified {

        @Override
        public String id() {
            return price.id();
        }
    }

    PriceApi(Prices prices, Products products, Ids ids, Clock clock) {
        this.prices = prices;
        this.products = products;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PriceData create(Caller.Merchant caller, @RequestBody NewPrice request) {
        var now = clock.instant();
        @SuppressWarnings("NullAway") // the rules say what is missing
        var wanted = new PriceData(
                ids.next("pri"),
                request.productId,
                request.description,
                request.type == null ? "standard" : request.type,
                request.name,
                request.billingCycle,
                request.trialPeriod,
                request.taxMode == null ? "account_setting" : request.taxMode,
                request.unitPrice,
                request.unitPriceOverrides == null ? List.of() : request.unitPriceOverrides,
                request.quantity == null ? new Quantity(1, 100) : request.quantity,
                "active",
                request.customData,
                now,
                now,
                null);
        PriceRules.check(wanted);
        ProductData product = products.find(caller, wanted.productId())
                .orElseThrow(() -> Refusal.field("product_id", "is not a product of this merchant"));
        if (product.status().equals("archived"))
            throw Refusal.of(ErrorCode.ENTITY_ARCHIVED, "Product " + product.id() + " is archived.");
        return prices.create(caller, Price.imported(caller.merchantId(), wanted))
                .data();
    }

    /// @param recurring whether it is paid again and again
    @GetMapping
    Page<View> list(
            Caller.Merchant caller,
            @RequestParam(defaultValue = "active") List<String> status,
            @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(name = "product_id", required = false) @Nullable List<String> productIds,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable Boolean recurring,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable List<String> include,
            @Paged(by = {"id", "product_id", "created_at", "updated_at"}) PageRequest page) {
        var wanted = Criteria.all()
                .anyOf("status", status)
                .anyOf("id", id)
                .anyOf("productId", productIds)
                .is("type", type)
                .search(search, "description", "name");
        if (recurring != null) wanted.and(Filters.exists("billingCycle", recurring));
        boolean withProduct = included(include);
        return prices.page(caller, wanted.filter(), page).map(price -> view(caller, price, withProduct));
    }

    @GetMapping("/{id}")
    View get(
            Caller.Merchant caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable List<String> include) {
        return view(caller, prices.get(caller, id), included(include));
    }

    @PatchMapping("/{id}")
    PriceData update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({
                        "description",
                        "type",
                        "name",
                        "unit_price",
                        "unit_price_overrides",
                        "billing_cycle",
                        "trial_period",
                        "tax_mode",
                        "quantity",
                        "custom_data",
                        "status"
                    })
                    Patch patch) {
        var fields = Fields.check();
        for (String needed : List.of("description", "type", "unit_price", "tax_mode", "quantity", "status"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.orRefuse();
        return prices.change(caller, id, price -> price.updated(patch, clock.instant()))
                .data();
    }

    private View view(Caller caller, Price price, boolean withProduct) {
        return new View(
                price.data(),
                withProduct ? products.find(caller, price.productId()).orElse(null) : null);
    }

    private static boolean included(@Nullable List<String> include) {
        Fields.check()
                .matches("include", include, INCLUDES::containsAll, "must be product")
                .orRefuse();
        return !Objects.requireNonNullElse(include, List.of()).isEmpty();
    }
}
