package dev.portico.billing.tax;

import static dev.portico.events.BillingEvents.TAX_SETTINGS_UPDATED;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Owned;
import dev.portico.events.TaxSettingsData;
import dev.portico.events.TaxSettingsData.Rate;
import dev.portico.pricing.Taxation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a merchant has decided about its taxes. There is one for each merchant.
///
/// @param updatedAt absent until something is decided
record TaxSettings(
        String id,
        String merchantId,
        String defaultTaxMode,
        List<Rate> rates,
        boolean reverseCharge,
        @Nullable Instant updatedAt)
        implements Owned {

    static String idOf(String merchantId) {
        return Ids.derived("taxset", merchantId);
    }

    /// Those of a merchant who has decided nothing yet.
    static TaxSettings usual(String merchantId) {
        TaxSettingsData usual = Taxation.USUAL;
        return new TaxSettings(
                idOf(merchantId), merchantId, usual.defaultTaxMode(), usual.rates(), usual.reverseCharge(), null);
    }

    Change<TaxSettings> told() {
        return Change.to(this).telling(TAX_SETTINGS_UPDATED, data());
    }

    boolean saysAs(TaxSettings other) {
        return defaultTaxMode.equals(other.defaultTaxMode)
                && rates.equals(other.rates)
                && reverseCharge == other.reverseCharge;
    }

    TaxSettingsData data() {
        return new TaxSettingsData(id, defaultTaxMode, rates, reverseCharge, updatedAt);
    }
}
