package dev.portico.subscription.catalog;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.ProductData;
import dev.portico.events.Topic;
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
import tools.jackson.databind.JsonNode;

/// A merchant's products over HTTP.
@RestController
@RequestMapping("/products")
final class ProductApi {

    private static final Set<String> CHANGEABLE =
            Set.of("name", "description", "tax_category", "image_url", "custom_data", "status");
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

    private final Aggregates<Product> products;
    private final Ids ids;
    private final Clock clock;

    record NewProduct(
            @Nullable String name,
            @Nullable String description,
            @Nullable String taxCategory,
            @Nullable String imageUrl,
            @Nullable Map<String, Object> customData) {}

    ProductApi(Stores stores, Ids ids, Clock clock) {
        this.products = stores.aggregates("products", Product.class, Topic.SUBSCRIPTION);
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ProductData create(Caller.Merchant caller, @RequestBody NewProduct request) {
        check(
                Fields.check().required("name", request.name).freeForm("custom_data", request.customData),
                request.name,
                request.description,
                request.taxCategory,
                request.imageUrl);
        var now = clock.instant();
        var product = new Product(
                ids.next("pro"),
                caller.merchantId(),
                Objects.requireNonNull(request.name),
                request.description,
                request.taxCategory == null ? "standard" : request.taxCategory,
                request.imageUrl,
                request.customData,
                "active",
                now,
                now);
        return products.create(caller, product.created()).data();
    }

    @GetMapping
    Page<ProductData> list(
            Caller.Merchant caller, @RequestParam(defaultValue = "active") String status, PageRequest page) {
        return products.page(caller, Filters.in("status", status.split(",")), page)
                .map(Product::data);
    }

    @GetMapping("/{id}")
    ProductData get(Caller.Merchant caller, @PathVariable String id) {
        return products.get(caller, id).data();
    }

    @PatchMapping("/{id}")
    ProductData update(Caller.Merchant caller, @PathVariable String id, @RequestBody JsonNode body) {
        var patch = new Patch(body, CHANGEABLE);
        var fields = Fields.check();
        for (String needed : List.of("name", "tax_category", "status"))
            if (patch.isNull(needed)) fields.wrong(needed, "must not be null");
        fields.oneOf("status", patch.text("status", null), Set.of("active", "archived"));
        check(
                fields,
                patch.text("name", null),
                patch.text("description", null),
                patch.text("tax_category", null),
                patch.text("image_url", null));
        return products.change(caller, id, product -> product.updated(patch, clock.instant()))
                .data();
    }

    private static void check(
            Fields fields,
            @Nullable String name,
            @Nullable String description,
            @Nullable String taxCategory,
            @Nullable String imageUrl) {
        fields.text("name", name, 200)
                .text("description", description, 2048)
                .oneOf("tax_category", taxCategory, TAX_CATEGORIES)
                .text("image_url", imageUrl, 2048)
                .matches("image_url", imageUrl, url -> url.startsWith("https://"), "must be an https address")
                .orRefuse();
    }
}
