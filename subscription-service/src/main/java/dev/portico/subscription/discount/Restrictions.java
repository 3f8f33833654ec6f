package dev.portico.subscription.discount;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.events.PriceData;
import dev.portico.events.ProductData;
import dev.portico.subscription.catalog.Prices;
import dev.portico.subscription.catalog.Products;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a discount may be restricted to: products and prices that are for sale.
@Component
final class Restrictions {

    private final Products products;
    private final Prices prices;

    Restrictions(Products products, Prices prices) {
        this.products = products;
        this.prices = prices;
    }

    /// @throws Refusal `invalid_field` for what this merchant does not have, and
    /// `discount_restricted_product_not_active` or `discount_restricted_product_price_not_active`
    void check(Caller caller, @Nullable List<String> only) {
        if (only != null) only.forEach(id -> check(caller, id));
    }

    private void check(Caller caller, String id) {
        Optional<String> product = products.find(caller, id).map(ProductData::status);
        Optional<String> price = prices.find(caller, id).map(PriceData::status);
        if (product.isEmpty() && price.isEmpty())
            throw Refusal.field("restrict_to", "must be products or prices of this merchant");
        if (product.isPresent() && !product.get().equals("active"))
            throw Refusal.of(ErrorCode.DISCOUNT_RESTRICTED_PRODUCT_NOT_ACTIVE);
        if (price.isPresent() && !price.get().equals("active"))
            throw Refusal.of(ErrorCode.DISCOUNT_RESTRICTED_PRODUCT_PRICE_NOT_ACTIVE);
    }
}
