package dev.portico.subscription.catalog;

import static dev.portico.events.SubscriptionEvents.PRODUCT_IMPORTED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.ProductData;
import dev.portico.events.Topic;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// A merchant's products.
@Component
public final class Products {

    private final Aggregates<Product> products;

    Products(Stores stores) {
        this.products = stores.aggregates("products", Product.class, Topic.SUBSCRIPTION)
                .index("status")
                .index("name")
                .index("createdAt")
                .index("updatedAt");
    }

    Product get(Caller caller, String id) {
        return products.get(caller, id);
    }

    public Optional<ProductData> find(Caller caller, String id) {
        return products.find(caller, id).map(Product::data);
    }

    Page<Product> page(Caller caller, Bson filter, PageRequest page) {
        return products.page(caller, filter, page);
    }

    Product create(Caller caller, Product product) {
        return products.create(caller, product.created());
    }

    Product change(Caller caller, String id, Function<Product, Change<Product>> change) {
        return products.change(caller, id, change);
    }

    /// Keeps a product that was made elsewhere, under the id it is known by here. The same again changes nothing.
    ///
    /// @return whether anything is new
    public boolean imported(Caller caller, ProductData product) {
        Product wanted = Product.imported(caller.merchantId(), product);
        try {
            products.create(caller, Change.to(wanted).telling(PRODUCT_IMPORTED, wanted.data()));
            return true;
        } catch (Duplicate e) {
            Product before = products.get(caller, product.id());
            Product after = wanted.since(before.createdAt(), before.updatedAt());
            if (after.equals(before) || before.updatedAt().isAfter(wanted.updatedAt())) return false;
            products.change(caller, product.id(), _ -> Change.to(wanted).telling(PRODUCT_IMPORTED, wanted.data()));
            return true;
        }
    }
}
