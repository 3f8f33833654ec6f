package dev.portico.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A merchant: whose portal it is and whose name is on the invoice.
///
/// @param portalConfiguration what it has decided for its portal; null only in events from before there was such a
/// thing
public record MerchantData(
        String id,
        String name,
        String slug,
        String portalUrl,
        String status,
        @Nullable String brandColor,
        @Nullable String supportEmail,
        @Nullable String returnUrl,
        String locale,
        @Nullable PostalAddress address,
        @Nullable String taxIdentifier,
        Instant createdAt,
        Instant updatedAt,
        @Nullable PortalConfigurationData portalConfiguration) {}
