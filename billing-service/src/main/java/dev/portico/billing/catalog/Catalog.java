package dev.portico.billing.catalog;

import static dev.portico.events.SubscriptionEvents.PRICE_CREATED;
import static dev.portico.events.SubscriptionEvents.PRICE_IMPORTED;
import static dev.portico.events.SubscriptionEvents.PRICE_UPDATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_CREATED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_IMPORTED;
import static dev.portico.events.SubscriptionEvents.PRODUCT_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The merchants' products and prices, as their owner last told of them.
@Component
public final class Catalog implements Listener {

    private final Projections<KnownPrice> prices;
    private final Projections<KnownProduct> products;
    private final Patience patience;

    record KnownPrice(String id, String merchantId, PriceData price) implements Owned {}

    record KnownProduct(String id, String merchantId, ProductData product) implements Owned {}

    /// A price and what it is for.
    public record Offer(PriceData price, ProductData product) {}

    Catalog(Stores stores, Patience patience) {
        this.prices = stores.projections("prices", KnownPrice.class);
        this.products = stores.projections("products", KnownProduct.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(PRICE_CREATED, this::price)
                .on(PRICE_IMPORTED, this::price)
                .on(PRICE_UPDATED, this::price)
                .on(PRODUCT_CREATED, this::product)
                .on(PRODUCT_IMPORTED, this::product)
                .on(PRODUCT_UPDATED, this::product);
    }

    /// What a price id stands for. Waits a moment for one that was made just now.
    public Optional<Offer> offer(Caller caller, String priceId) {
        return patience.find(priceId, () -> known(caller, priceId));
    }

    /// What a product id stands for. Waits a moment for one that was made just now.
    public Optional<ProductData> product(Caller caller, String productId) {
        return patience.find(productId, () -> products.find(caller, productId)).map(KnownProduct::product);
    }

    private Optional<Offer> known(Caller caller, String priceId) {
        return prices.find(caller, priceId)
                .flatMap(price -> products.find(caller, price.price().productId())
                        .map(product -> new Offer(price.price(), product.product())));
    }

    private void price(Received<PriceData> event) {
        prices.keep(event, new KnownPrice(event.subject(), event.merchantId(), event.data()));
    }

    private void product(Received<ProductData> event) {
        products.keep(event, new KnownProduct(event.subject(), event.merchantId(), event.data()));
    }
}
