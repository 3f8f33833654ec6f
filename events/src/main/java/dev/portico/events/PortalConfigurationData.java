package dev.portico.events;

import java.util.List;

/// What a merchant has decided for its portal.
///
/// @param portalSessionMinutes for how long the links of a portal session are good
/// @param allowedReturnUrls where the portal may lead back to, besides the merchant's return address
/// @param customerActions what customers may do by themselves
public record PortalConfigurationData(
        int portalSessionMinutes, List<String> allowedReturnUrls, CustomerActions customerActions) {

    /// What customers may do by themselves. What they may not, only the merchant's own back end does.
    ///
    /// @param cancel end a subscription with what is paid for
    /// @param pause pause a subscription
    /// @param changePlan change what is subscribed to
    /// @param updatePaymentMethod add and remove payment methods
    public record CustomerActions(boolean cancel, boolean pause, boolean changePlan, boolean updatePaymentMethod) {}
}
