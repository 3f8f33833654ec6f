package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.Fields;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.id.Ids;
import dev.portico.events.DurationData;
import dev.portico.events.MoneyData;
import dev.portico.events.PriceData;
import dev.portico.events.PriceData.Quantity;
import dev.portico.events.ProductData;
import dev.portico.subscription.catalog.PriceRules;
import dev.portico.subscription.catalog.Prices;
import dev.portico.subscription.catalog.Prices.Offer;
import dev.portico.subscription.catalog.Products;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds what a request wants to sell to a subscription: prices of the catalogue, or ones made up for it.
@Component
final class Offers {

    private static final int MOST = 100;
    private static final int LARGEST_QUANTITY = 999_999_999;

    private final Prices prices;
    private final Products products;
    private final Ids ids;
    private final Clock clock;

    /// One thing that is wanted.
    ///
    /// @param price one that is in no catalogue
    /// @param status accepted because Paddle's answers hold it; means nothing here
    record Wanted(
            @Nullable String priceId,
            @Nullable NewPrice price,
            @Nullable Integer quantity,
            @Nullable String status) {}

    /// A price made up for one subscription.
    record NewPrice(
            @Nullable String productId,
            @Nullable String description,
            @Nullable String name,
            @Nullable MoneyData unitPrice,
            @Nullable DurationData billingCycle,
            @Nullable String taxMode,
            @Nullable Quantity quantity,
            @Nullable Map<String, Object> customData) {}

    Offers(Prices prices, Products products, Ids ids, Clock clock) {
        this.prices = prices;
        this.products = products;
        this.ids = ids;
        this.clock = clock;
    }

    /// @throws Refusal `invalid_field` if the list is empty, too long or holds nothing
    static void check(@Nullable List<? extends @Nullable Wanted> items) {
        if (items == null || items.isEmpty()) throw Refusal.field("items", "must not be empty");
        if (items.size() > MOST) throw Refusal.field("items", "must be at most " + MOST);
        var fields = Fields.check();
        for (int i = 0; i < items.size(); i++) {
            Wanted item = items.get(i);
            String path = "items." + i;
            fields.required(path, item);
            if (item == null) continue;
            if ((item.priceId == null) == (item.price == null))
                fields.wrong(path + ".price_id", "or price is required, and not both");
            fields.range(path + ".quantity", item.quantity, 1, LARGEST_QUANTITY);
        }
        fields.orRefuse();
    }

    /// @throws Refusal `invalid_field` if it can't be sold in this currency, or not so many of it
    Offer offer(Caller caller, Wanted wanted, int quantity, String currency, String path) {
        Offer offer = wanted.priceId == null ? madeUp(caller, wanted, path) : known(caller, wanted.priceId, path);
        Fields.check()
                .matches(
                        path + ".price_id",
                        offer.price().unitPrice().currencyCode(),
                        currency::equals,
                        "is not in the subscription's currency")
                .range(
                        path + ".quantity",
                        quantity,
                        offer.price().quantity().minimum(),
                        offer.price().quantity().maximum())
                .orRefuse();
        return offer;
    }

    private Offer known(Caller caller, String priceId, String path) {
        Offer offer = prices.offer(caller, priceId)
                .orElseThrow(() -> Refusal.field(path + ".price_id", "is not a price of this merchant"));
        if (!offer.price().status().equals("active")) throw Refusal.field(path + ".price_id", "is archived");
        return offer;
    }

    private Offer madeUp(Caller caller, Wanted wanted, String path) {
        NewPrice price = java.util.Objects.requireNonNull(wanted.price);
        var now = clock.instant();
        @SuppressWarnings("NullAway") // the rules say what is missing
        var made = new PriceData(
                ids.next("pri"),
                price.productId,
                price.description,
                "custom",
                price.name,
                price.billingCycle,
                null,
                price.taxMode == null ? "account_setting" : price.taxMode,
                price.unitPrice,
                List.of(),
                price.quantity == null ? new Quantity(1, LARGEST_QUANTITY) : price.quantity,
                "active",
                price.customData,
                now,
                now,
                null);
        PriceRules.check(made);
        ProductData product = products.find(caller, made.productId())
                .orElseThrow(() -> Refusal.field(path + ".price.product_id", "is not a product of this merchant"));
        return new Offer(made, product);
    }
}
