package dev.portico.billing.tax;

import dev.portico.billing.address.Addresses;
import dev.portico.billing.business.Businesses;
import dev.portico.billing.merchant.Merchants;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.events.BusinessData;
import dev.portico.events.Topic;
import dev.portico.pricing.Place;
import dev.portico.pricing.Taxation;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The merchants' tax settings, and the tax that follows from them for one buyer.
@Component
public final class Taxes {

    private final Aggregates<TaxSettings> settings;
    private final Addresses addresses;
    private final Businesses businesses;
    private final Merchants merchants;

    Taxes(Stores stores, Addresses addresses, Businesses businesses, Merchants merchants) {
        this.settings = stores.aggregates("tax_settings", TaxSettings.class, Topic.BILLING);
        this.addresses = addresses;
        this.businesses = businesses;
        this.merchants = merchants;
    }

    /// What is paid at an address, by a business. Without an address nothing is taxed.
    public Taxation of(Caller caller, @Nullable String addressId, @Nullable String businessId) {
        if (addressId == null) return Taxation.NONE;
        return addresses
                .shown(house(caller), addressId)
                .map(address -> at(caller, new Place(address.countryCode(), address.region()), businessId))
                .orElse(Taxation.NONE);
    }

    /// What is paid at an address by whoever has this tax identifier.
    public Taxation identified(Caller caller, String addressId, String taxIdentifier) {
        Taxation anybody = of(caller, addressId, null);
        return new Taxation(anybody.settings(), anybody.seller(), anybody.buyer(), taxIdentifier);
    }

    /// What is paid at a place, by a business.
    public Taxation at(Caller caller, Place buyer, @Nullable String businessId) {
        var house = house(caller);
        String identifier = businessId == null
                ? null
                : businesses
                        .shown(house, businessId)
                        .map(BusinessData::taxIdentifier)
                        .orElse(null);
        return new Taxation(of(house).data(), merchants.country(house).orElse(null), buyer, identifier);
    }

    TaxSettings of(Caller caller) {
        return settings.find(caller, TaxSettings.idOf(caller.merchantId()))
                .orElseGet(() -> TaxSettings.usual(caller.merchantId()));
    }

    TaxSettings change(Caller caller, UnaryOperator<TaxSettings> change) {
        String id = TaxSettings.idOf(caller.merchantId());
        if (settings.find(caller, id).isEmpty()) {
            TaxSettings usual = TaxSettings.usual(caller.merchantId());
            TaxSettings first = change.apply(usual);
            if (first.equals(usual)) return usual;
            try {
                return settings.create(caller, first.told());
            } catch (Duplicate e) {
                // Somebody else was quicker: then this is a change.
            }
        }
        return settings.change(caller, id, before -> {
            TaxSettings after = change.apply(before);
            return after.equals(before) ? Change.to(before) : after.told();
        });
    }

    // Whoever asks, the tax is the merchant's to know.
    private static Caller.Service house(Caller caller) {
        return new Caller.Service(caller.merchantId(), "what is sold is taxed");
    }
}
