package dev.portico.billing.tax;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Patch;
import dev.portico.chassis.store.Versions;
import dev.portico.events.TaxSettingsData;
import java.time.Clock;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// A merchant's tax settings over HTTP.
@RestController
@RequestMapping("/tax-settings")
@Needs("tax_setting")
final class TaxSettingsApi {

    private final Taxes taxes;
    private final Clock clock;

    TaxSettingsApi(Taxes taxes, Clock clock) {
        this.taxes = taxes;
        this.clock = clock;
    }

    @GetMapping
    TaxSettingsData get(Caller.Merchant caller) {
        return taxes.of(caller).data();
    }

    /// Changes what is named. What was sold before stays taxed as it was.
    @PatchMapping
    TaxSettingsData update(
            Caller.Merchant caller, @Changes({"default_tax_mode", "rates", "reverse_charge"}) Patch patch) {
        Versions.mean(TaxSettings.idOf(caller.merchantId()));
        var update = new TaxUpdate(patch);
        return taxes.change(caller, before -> update.applyTo(before, clock.instant()))
                .data();
    }
}
