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
/// @param portalHost the host in it, lower-case, which the gateway looks merchants up by
/// @param portal what it has decided for its portal; absent until it has
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

    Merchant at(String url, Instant now) {
        return new Merchant(
                id,
                merchantId,
                name,
                slug,
                url,
                PortalSettings.hostOf(url),
                brandColor,
                supportEmail,
                returnUrl,
                locale,
                address,
                taxIdentifier,
                portal,
                createdAt,
                now);
    }
}
