package dev.portico.subscription.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Identified;
import dev.portico.chassis.http.Paged;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Criteria;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.events.PriceData;
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

/// A merchant's products over HTTP.
@RestController
@RequestMapping("/products")
@Needs("product")
final class ProductApi {

    private static final Set<String> INCLUDES = Set.of("prices");
    private static final Set<String> TYPES = Set.of("standard", "custom");
    private static final Set<String> TAX_CATEGORIES = Set.of(
            "digital-goods",
            "ebooks",
            "implementation-services",
            "professional-services",
            "saas",
            "software-programming-services",
            "standard",
            "training-services",
            "website-hosting");

    private final Products products;
    private final Prices prices;
    private final Ids ids;
    private final Clock clock;

    record NewProduct(
            @Nullable String name,
            @Nullable String type,
            @Nullable String description,
            @Nullable String taxCategory,
            @Nullable String imageUrl,
            @Nullable Map<String, Object> customData) {}

    /// A product, and its prices where those were asked for.
    record View(
            @JsonUnwrapped ProductData product,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<PriceData> prices)
            implements Identified {

        @Override
        public String id() {
            return product.id();
        }
    }

    ProductApi(Products products, Prices prices, Ids ids, Clock clock) {
        this.products = products;
        this.prices = prices;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ProductData create(Caller.Merchant caller, @RequestBody NewProduct request) {
        check(
                Fields.check().required("name", request.name).freeForm("custom_data", request.customData),
                request.name,
                request.type,
                request.description,
                request.taxCategory,
                request.imageUrl);
        var now = clock.instant();
        var product = new Product(
                ids.next("pro"),
                caller.merchantId(),
                Objects.requireNonNull(request.name),
                request.type == null ? "standard" : request.type,
                request.description,
                request.taxCategory == null ? "standard" : request.taxCategory,
                request.imageUrl,
                request.customData,
                "active",
                null,
                now,
                now);
        return products.create(caller, product).data();
    }

    @GetMapping
    Page<View> list(
            Caller.Merchant caller,
            @RequestParam(defaultValue = "active") List<String> status,
            @RequestParam(required = false) @Nullable List<String> id,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(name = "tax_category", required = false) @Nullable List<String> taxCategories,
            @RequestParam(required = false) @Nullable String search,
            @RequestParam(required = false) @Nullable List<String> include,
            @Paged(by = {"id", "name", "created_at", "updated_at"}) PageRequest page) {
        var wanted = Criteria.all()
                .anyOf("status", status)
                .anyOf("id", id)
                .is("type", type)
                .anyOf("taxCategory", taxCategories)
                .search(search, "name", "description");
        boolean withPrices = included(include);
        return products.page(caller, wanted.filter(), page).map(product -> view(caller, product, withPrices));
    }

    @GetMapping("/{id}")
    View get(
            Caller.Merchant caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable List<String> include) {
        return view(caller, products.get(caller, id), included(include));
    }

    @PatchMapping("/{id}")
    ProductData update(
            Caller.Merchant caller,
            @PathVariable String id,
            @Changes({"name", "type", "description", "tax_category", "image_url", "custom_data", "status"})
                    Patch patch) {
        var fields = Fields.check();
        for (String needed : List.of("name", "type", "tax_category", "status"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.oneOf("status", patch.text("status", null), Set.of("active", "archived"));
        if (patch.has("name")) fields.required("name", patch.text("name", null));
        check(
                fields,
                patch.text("name", null),
                patch.text("type", null),
                patch.text("description", null),
                patch.text("tax_category", null),
                patch.text("image_url", null));
        return products.change(caller, id, product -> product.updated(patch, clock.instant()))
                .data();
    }

    private View view(Caller caller, Product product, boolean withPrices) {
        return new View(product.data(), withPrices ? prices.of(caller, product.id()) : null);
    }

    private static boolean included(@Nullable List<String> include) {
        Fields.check()
                .matches("include", include, INCLUDES::containsAll, "must be prices")
                .orRefuse();
        return !Objects.requireNonNullElse(include, List.of()).isEmpty();
    }

    private static void check(
            Fields fields,
            @Nullable String name,
            @Nullable String type,
            @Nullable String description,
            @Nullable String taxCategory,
            @Nullable String imageUrl) {
        fields.text("name", name, 200)
                .oneOf("type", type, TYPES)
                .text("description", description, 2048)
                .oneOf("tax_category", taxCategory, TAX_CATEGORIES)
                .text("image_url", imageUrl, 2048)
                .matches("image_url", imageUrl, url -> url.startsWith("https://"), "must be an https address")
                .orRefuse();
    }
}
