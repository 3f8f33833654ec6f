package dev.portico.auth.merchant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.Needs;
import dev.portico.chassis.http.Changes;
import dev.portico.chassis.http.Patch;
import dev.portico.events.PortalConfigurationData;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How a merchant's portal looks and behaves.
@RestController
@RequestMapping("/portal-configuration")
@Needs("portal_configuration")
final class PortalConfigurationApi {

    private final Merchants merchants;
    private final Clock clock;

    /// @param portalUrl where it is; follows from the merchant's slug
    record PortalConfiguration(
            String portalUrl,
            @Nullable String brandColor,
            @Nullable String supportEmail,
            @Nullable String returnUrl,
            String locale,
            @JsonUnwrapped PortalConfigurationData choices) {

        static PortalConfiguration of(Merchant merchant) {
            return new PortalConfiguration(
                    merchant.portalUrl(),
                    merchant.brandColor(),
                    merchant.supportEmail(),
                    merchant.returnUrl(),
                    merchant.locale(),
                    merchant.portalConfiguration());
        }
    }

    PortalConfigurationApi(Merchants merchants, Clock clock) {
        this.merchants = merchants;
        this.clock = clock;
    }

    @GetMapping
    PortalConfiguration get(Caller.Merchant caller) {
        return PortalConfiguration.of(merchants.of(caller));
    }

    @PatchMapping
    PortalConfiguration update(
            Caller.Merchant caller,
            @Changes({
                        "brand_color",
                        "support_email",
                        "return_url",
                        "locale",
                        "portal_session_minutes",
                        "allowed_return_urls",
                        "customer_actions",
                        "session_idle_minutes",
                        "session_absolute_hours"
                    })
                    Patch patch) {
        var update = new MerchantUpdate(patch);
        return PortalConfiguration.of(merchants.change(caller, before -> update.applyTo(before, clock.instant())));
    }
}
