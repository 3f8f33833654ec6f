package dev.portico.subscription.subscription;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.portico.chassis.http.Identified;
import dev.portico.events.SubscriptionData;

/// A subscription as the API shows it: what its events hold, and where its customer manages it.
record SubscriptionView(
        @JsonUnwrapped SubscriptionData subscription,
        @JsonProperty("management_urls") Links links) implements Identified {

    /// Pages of the merchant's portal. Whoever is not signed in there is asked to.
    record Links(@JsonProperty("update_payment_method") String updatePaymentMethod, String cancel) {}

    static SubscriptionView of(Subscription subscription, String portal) {
        String page = portal + "/subscriptions/" + subscription.id();
        return new SubscriptionView(
                subscription.data(), new Links(portal + "/payment-methods", page + "?action=cancel"));
    }

    @Override
    public String id() {
        return subscription.id();
    }
}
