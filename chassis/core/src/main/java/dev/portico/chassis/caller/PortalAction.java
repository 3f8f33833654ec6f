package dev.portico.chassis.caller;

import java.util.Locale;

/// What a link into a portal leads to, in Paddle's words.
public enum PortalAction {
    OVERVIEW,
    VIEW_SUBSCRIPTION,
    CANCEL_SUBSCRIPTION,
    UPDATE_SUBSCRIPTION_PAYMENT_METHOD;

    /// The link for whoever signs in by himself.
    ///
    /// @param portal the portal's address, without a slash at its end
    /// @param subscriptionId what it is about; empty for the overview
    public String url(String portal, String subscriptionId) {
        String about = subscriptionId.isEmpty() ? "" : "&subscription_id=" + subscriptionId;
        return portal + "/?action=" + name().toLowerCase(Locale.ROOT) + about;
    }
}
