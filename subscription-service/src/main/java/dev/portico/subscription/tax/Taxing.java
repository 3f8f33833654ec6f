package dev.portico.subscription.tax;

import dev.portico.pricing.Taxation;
import org.jspecify.annotations.Nullable;

/// One merchant's way to tax: which tax is paid at an address, by a business.
@FunctionalInterface
public interface Taxing {

    /// Without an address nothing is taxed.
    Taxation of(@Nullable String addressId, @Nullable String businessId);
}
