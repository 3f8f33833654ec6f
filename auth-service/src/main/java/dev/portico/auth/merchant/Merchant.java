package dev.portico.auth.merchant;

import dev.portico.chassis.store.Owned;
import dev.portico.events.MerchantData;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PostalAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A merchant. Belongs to itself.
///
/// @param portalUrl scheme, host and port of the portal, without a trailing slash: every link starts with it
/// @param portalHost the portal's host below the installation's domain, lower-case, where it answers in any case
/// @param portal what it has decided for its portal; absent until it has
/// @param domain a host of its own, proven or not; absent if it wants none
public record Merchant(
        String id,
        String merchantId,
        String name,
        String slug,
        String portalUrl,
        String portalHost,
        @Nullable String brandColor,
        @Nullable String supportEmail,
        @Nullable String returnUrl,
        String locale,
        @Nullable PostalAddress address,
        @Nullable String taxIdentifier,
        @Nullable PortalConfigurationData portal,
        @Nullable CustomDomain domain,
        Instant createdAt,
        Instant updatedAt)
        implements Owned {

    /// The merchant as the API and the events show it.
    public MerchantData view() {
        return new MerchantData(
                id,
                name,
                slug,
                portalUrl,
                "active",
                brandColor,
                supportEmail,
                returnUrl,
                locale,
                address,
                taxIdentifier,
                createdAt,
                updatedAt,
                portalConfiguration());
    }

    /// What it has decided for its portal, or what is usual.
    public PortalConfigurationData portalConfiguration() {
        return portal == null ? PortalChoices.USUAL : portal;
    }

    /// For how long the links of a portal session are good.
    public Duration portalSessions() {
        return Duration.ofMinutes(portalConfiguration().portalSessionMinutes());
    }

    /// Whether its portal answers at a host of its own.
    boolean hasProven(String host) {
        return domain != null && domain.isVerified() && domain.host().equals(host);
    }

    /// The merchant where the installation's portals are now.
    Merchant at(PortalSettings portals, Instant now) {
        return placed(domain, portals, now);
    }

    /// The merchant with another domain of its own, or with another proof of it.
    Merchant with(@Nullable CustomDomain another, PortalSettings portals, Instant now) {
        return placed(another, portals, now);
    }

    private Merchant placed(@Nullable CustomDomain own, PortalSettings portals, Instant now) {
        String usual = portals.urlOf(slug);
        String url = own != null && own.isVerified() && own.primary() ? portals.urlAt(own.host()) : usual;
        return new Merchant(
                id,
                merchantId,
                name,
                slug,
                url,
                PortalSettings.hostOf(usual),
                brandColor,
                supportEmail,
                returnUrl,
                locale,
                address,
                taxIdentifier,
                portal,
                own,
                createdAt,
                url.equals(portalUrl) ? updatedAt : now);
    }
}
