package dev.portico.subscription.tax;

import static dev.portico.events.BillingEvents.TAX_SETTINGS_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.id.Ids;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.events.TaxSettingsData;
import dev.portico.pricing.Taxation;
import dev.portico.subscription.merchant.Merchants;
import dev.portico.subscription.party.Parties;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The merchants' tax settings, as their owner last told of them, and the tax that follows from them.
@Component
public final class Taxes implements Listener {

    private final Projections<KnownSettings> settings;
    private final Parties parties;
    private final Merchants merchants;

    record KnownSettings(String id, String merchantId, TaxSettingsData settings) implements Owned {}

    Taxes(Stores stores, Parties parties, Merchants merchants) {
        this.settings = stores.projections("tax_settings", KnownSettings.class);
        this.parties = parties;
        this.merchants = merchants;
    }

    @Override
    public void listen(Handlers on) {
        on.on(TAX_SETTINGS_UPDATED, this::remember);
    }

    /// How the caller's merchant taxes.
    public Taxing of(Caller caller) {
        // Whoever asks, the tax is the merchant's to know.
        var house = new Caller.Service(caller.merchantId(), "what is sold is taxed");
        return (addressId, businessId) -> taxation(house, addressId, businessId);
    }

    private Taxation taxation(Caller.Service house, @Nullable String addressId, @Nullable String businessId) {
        if (addressId == null) return Taxation.NONE;
        return parties.place(house, addressId)
                .map(place -> new Taxation(
                        known(house),
                        merchants.country(house).orElse(null),
                        place,
                        businessId == null
                                ? null
                                : parties.taxIdentifier(house, businessId).orElse(null)))
                .orElse(Taxation.NONE);
    }

    private TaxSettingsData known(Caller.Service house) {
        return settings.find(house, Ids.derived("taxset", house.merchantId()))
                .map(KnownSettings::settings)
                .orElse(Taxation.USUAL);
    }

    private void remember(Received<TaxSettingsData> event) {
        settings.keep(event, new KnownSettings(event.subject(), event.merchantId(), event.data()));
    }
}
