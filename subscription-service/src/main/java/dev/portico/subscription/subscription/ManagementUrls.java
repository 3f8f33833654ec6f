package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.PortalAction;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.subscription.merchant.Merchants;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where a customer manages a subscription. For a key that may open portal sessions the links sign him in.
@Component
final class ManagementUrls {

    private static final String OPENS_SESSIONS = "customer_portal_session.write";

    private final Merchants merchants;
    private final PortalPasses passes;

    ManagementUrls(Merchants merchants, PortalPasses passes) {
        this.merchants = merchants;
        this.passes = passes;
    }

    SubscriptionView.Links of(Caller caller, Subscription subscription) {
        String portal = merchants.portal(caller).orElse("");
        boolean manual = subscription.collectionMode().equals(Subscription.MANUAL);
        @Nullable
        String update =
                manual ? null : link(caller, portal, subscription, PortalAction.UPDATE_SUBSCRIPTION_PAYMENT_METHOD);
        return new SubscriptionView.Links(update, link(caller, portal, subscription, PortalAction.CANCEL_SUBSCRIPTION));
    }

    private String link(Caller caller, String portal, Subscription subscription, PortalAction action) {
        String url = action.url(portal, subscription.id());
        boolean signsIn =
                caller instanceof Caller.Merchant key && key.permissions().contains(OPENS_SESSIONS);
        return signsIn
                ? passes.link(
                        url, subscription.merchantId(), subscription.customerId(), merchants.portalSessions(caller))
                : url;
    }
}
