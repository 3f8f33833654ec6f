package dev.portico.subscription.catalog;

import static dev.portico.events.SubscriptionEvents.PRICE_IMPORTED;

import com.mongodb.client.model.Filters;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Page;
import dev.portico.chassis.store.PageRequest;
import dev.portico.chassis.store.Stores;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.events.Topic;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// A merchant's prices.
@Component
public final class Prices {

    private static final int MOST_SHOWN = 200;

    private final Aggregates<Price> prices;
    private final Products products;

    /// A price and what it is for.
    public record Offer(PriceData price, ProductData product) {}

    Prices(Stores stores, Products products) {
        this.prices = stores.aggregates("prices", Price.class, Topic.SUBSCRIPTION)
                .index("status")
                .index("productId")
                .index("createdAt")
                .index("updatedAt");
        this.products = products;
    }

    /// What a price id stands for.
    public Optional<Offer> offer(Caller caller, String id) {
        return prices.find(caller, id)
                .flatMap(price ->
                        products.find(caller, price.productId()).map(product -> new Offer(price.data(), product)));
    }

    public Optional<PriceData> find(Caller caller, String id) {
        return prices.find(caller, id).map(Price::data);
    }

    Price get(Caller caller, String id) {
        return prices.get(caller, id);
    }

    Page<Price> page(Caller caller, Bson filter, PageRequest page) {
        return prices.page(caller, filter, page);
    }

    List<PriceData> of(Caller caller, String productId) {
        var page = new PageRequest(MOST_SHOWN, null, false);
        return prices
                .page(caller, Filters.and(Filters.eq("productId", productId), Filters.eq("status", "active")), page)
                .items()
                .stream()
                .map(Price::data)
                .toList();
    }

    Price create(Caller caller, Price price) {
        return prices.create(caller, price.created());
    }

    Price change(Caller caller, String id, Function<Price, Change<Price>> change) {
        return prices.change(caller, id, change);
    }

    /// Keeps a price that was made elsewhere, under the id it is known by here. The same again changes nothing.
    ///
    /// @return whether anything is new
    public boolean imported(Caller caller, PriceData price) {
        Price wanted = Price.imported(caller.merchantId(), price);
        try {
            prices.create(caller, Change.to(wanted).telling(PRICE_IMPORTED, wanted.data()));
            return true;
        } catch (Duplicate e) {
            Price before = prices.get(caller, price.id());
            Price after = wanted.since(before.createdAt(), before.updatedAt());
            if (after.equals(before) || before.updatedAt().isAfter(wanted.updatedAt())) return false;
            prices.change(caller, price.id(), _ -> Change.to(wanted).telling(PRICE_IMPORTED, wanted.data()));
            return true;
        }
    }
}
