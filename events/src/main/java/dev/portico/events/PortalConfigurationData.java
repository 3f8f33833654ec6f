package dev.portico.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a merchant has decided for its portal.
///
/// @param portalSessionMinutes for how long the links of a portal session are good
/// @param allowedReturnUrls where the portal may lead back to, besides the merchant's return address
/// @param customerActions what customers may do by themselves
/// @param sessionIdleMinutes after how long without use a customer is signed out; null for what is usual in this
/// installation
/// @param sessionAbsoluteHours after how long a customer is signed out in any case; null for what is usual in this
/// installation
public record PortalConfigurationData(
        int portalSessionMinutes,
        List<String> allowedReturnUrls,
        CustomerActions customerActions,
        @Nullable Integer sessionIdleMinutes,
        @Nullable Integer sessionAbsoluteHours) {

    /// What customers may do by themselves. What they may not, only the merchant's own back end does.
    ///
    /// @param cancel end a subscription with what is paid for
    /// @param pause pause a subscription
    /// @param changePlan change what is subscribed to
    /// @param updatePaymentMethod add and remove payment methods
    /// @param changeEmail change the own e-mail address
    /// @param correctInvoices put right who a bill is made out to
    public record CustomerActions(
            boolean cancel,
            boolean pause,
            boolean changePlan,
            boolean updatePaymentMethod,
            Boolean changeEmail,
            Boolean correctInvoices) {

        // Absent in what was decided before anybody was asked about them: allowed until somebody forbids them.
        public CustomerActions {
            changeEmail = !Boolean.FALSE.equals(changeEmail);
            correctInvoices = !Boolean.FALSE.equals(correctInvoices);
        }
    }
}
