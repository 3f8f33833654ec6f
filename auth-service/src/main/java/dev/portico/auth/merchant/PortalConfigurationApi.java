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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// How a merchant's portal looks and behaves.
@RestController
@RequestMapping("/portal-configuration")
@Needs("portal_configuration")
final class PortalConfigurationApi {

    private final Merchants merchants;
    private final CustomDomains domains;
    private final DomainSettings settings;
    private final PortalSettings portals;
    private final Clock clock;

    /// @param portalUrl where it is, and what links start with
    /// @param customDomain a host of your own at which it answers, too, once that is verified
    /// @param customDomainPrimary whether links start with that host as soon as it is verified
    /// @param domainVerification how to prove that the host is yours, and whether that is done
    record PortalConfiguration(
            String portalUrl,
            @Nullable String brandColor,
            @Nullable String supportEmail,
            @Nullable String returnUrl,
            String locale,
            @Nullable String customDomain,
            boolean customDomainPrimary,
            @Nullable DomainVerification domainVerification,
            @JsonUnwrapped PortalConfigurationData choices) {

        static PortalConfiguration of(Merchant merchant) {
            CustomDomain domain = merchant.domain();
            return new PortalConfiguration(
                    merchant.portalUrl(),
                    merchant.brandColor(),
                    merchant.supportEmail(),
                    merchant.returnUrl(),
                    merchant.locale(),
                    domain == null ? null : domain.host(),
                    domain != null && domain.primary(),
                    domain == null ? null : DomainVerification.of(domain),
                    merchant.portalConfiguration());
        }
    }

    PortalConfigurationApi(
            Merchants merchants, CustomDomains domains, DomainSettings settings, PortalSettings portals, Clock clock) {
        this.merchants = merchants;
        this.domains = domains;
        this.settings = settings;
        this.portals = portals;
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
                        "custom_domain",
                        "custom_domain_primary",
                        "session_idle_minutes",
                        "session_absolute_hours"
                    })
                    Patch patch) {
        var update = new MerchantUpdate(patch);
        var choice = DomainChoice.of(patch, settings, portals);
        domains.refuseTaken(caller, choice.host());
        Merchant after = merchants.change(
                caller, before -> choice.applyTo(update.applyTo(before, clock.instant()), portals, clock.instant()));
        if (patch.has(DomainChoice.HOST)) domains.settle(after);
        return PortalConfiguration.of(after);
    }

    /// Looks now whether the record stands in the DNS that proves the host to be yours. It is looked for from time to
    /// time without being asked, too.
    @PostMapping("/verify-domain")
    PortalConfiguration verify(Caller.Merchant caller) {
        return PortalConfiguration.of(domains.verify(caller));
    }
}
