package dev.portico.auth.portal;

import dev.portico.auth.identity.Identity;
import dev.portico.auth.merchant.Merchant;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import org.jspecify.annotations.Nullable;

/// Whose portal this is, and who is signed in.
///
/// @param customer null for a visitor
/// @param actions what customers may do by themselves
record PortalView(Brand merchant, @Nullable Person customer, CustomerActions actions) {

    /// What anybody may know of a merchant.
    record Brand(
            String name,
            String slug,
            @Nullable String brandColor,
            @Nullable String supportEmail,
            @Nullable String returnUrl,
            String locale) {}

    record Person(String id, String email, @Nullable String name, String locale) {}

    static PortalView of(Merchant merchant, @Nullable Identity customer) {
        var brand = new Brand(
                merchant.name(),
                merchant.slug(),
                merchant.brandColor(),
                merchant.supportEmail(),
                merchant.returnUrl(),
                merchant.locale());
        return new PortalView(
                brand,
                customer == null
                        ? null
                        : new Person(customer.id(), customer.email(), customer.name(), customer.locale()),
                merchant.portalConfiguration().customerActions());
    }
}
