package dev.portico.subscription.subscription;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.PortalAction;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.store.Page;
import dev.portico.subscription.merchant.Merchants;
import dev.portico.subscription.merchant.Merchants.Portal;
import dev.portico.subscription.tax.Taxes;
import dev.portico.subscription.tax.Taxing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows subscriptions to whoever asks, and where their customers manage them. For a key that may open portal sessions
/// these links sign the customer in.
@Component
final class SubscriptionViews {

    private static final String OPENS_SESSIONS = "customer_portal_session.write";

    private final Merchants merchants;
    private final PortalPasses passes;
    private final Taxes taxes;

    SubscriptionViews(Merchants merchants, PortalPasses passes, Taxes taxes) {
        this.merchants = merchants;
        this.passes = passes;
        this.taxes = taxes;
    }

    SubscriptionView of(Caller caller, Subscription subscription) {
        return of(caller, subscription, List.of());
    }

    /// @param include what is shown beside it
    SubscriptionView of(Caller caller, Subscription subscription, List<String> include) {
        return view(caller, subscription, merchants.portal(caller), include);
    }

    Page<SubscriptionView> of(Caller caller, Page<Subscription> page) {
        Portal portal = merchants.portal(caller);
        return page.map(subscription -> view(caller, subscription, portal, List.of()));
    }

    private SubscriptionView view(Caller caller, Subscription subscription, Portal portal, List<String> include) {
        Taxing taxing = taxes.of(caller);
        return new SubscriptionView(
                subscription.data(),
                links(caller, subscription, portal),
                include.contains("next_transaction") ? SubscriptionPreview.nextTransaction(subscription, taxing) : null,
                include.contains("recurring_transaction_details")
                        ? SubscriptionPreview.recurring(subscription, taxing)
                        : null);
    }

    private SubscriptionView.Links links(Caller caller, Subscription subscription, Portal portal) {
        boolean manual = subscription.collectionMode().equals(Subscription.MANUAL);
        @Nullable
        String update =
                manual ? null : link(caller, subscription, portal, PortalAction.UPDATE_SUBSCRIPTION_PAYMENT_METHOD);
        return new SubscriptionView.Links(update, link(caller, subscription, portal, PortalAction.CANCEL_SUBSCRIPTION));
    }

    private String link(Caller caller, Subscription subscription, Portal portal, PortalAction action) {
        String url = action.url(portal.url(), subscription.id());
        boolean signsIn =
                caller instanceof Caller.Merchant key && key.permissions().contains(OPENS_SESSIONS);
        return signsIn
                ? passes.link(url, subscription.merchantId(), subscription.customerId(), portal.sessions())
                : url;
    }
}
