package dev.portico.subscription.merchant;

import static dev.portico.events.AuthEvents.MERCHANT_CREATED;
import static dev.portico.events.AuthEvents.MERCHANT_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import dev.portico.events.MerchantData;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Where each merchant's portal is.
@Component
public final class Merchants implements Listener {

    private final Projections<KnownMerchant> merchants;
    private final Patience patience;

    record KnownMerchant(String id, String merchantId, String portalUrl) implements Owned {}

    Merchants(Stores stores, Patience patience) {
        this.merchants = stores.projections("merchants", KnownMerchant.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(MERCHANT_CREATED, this::remember).on(MERCHANT_UPDATED, this::remember);
    }

    /// The address of the caller's merchant's portal, without a slash at its end.
    public Optional<String> portal(Caller caller) {
        String id = caller.merchantId();
        // Where its portal is may be known to a merchant's customers, too.
        var house = new Caller.Service(id, "the address of its portal");
        return patience.find(id, () -> merchants.find(house, id)).map(KnownMerchant::portalUrl);
    }

    private void remember(Received<MerchantData> event) {
        merchants.keep(
                event,
                new KnownMerchant(
                        event.subject(), event.merchantId(), event.data().portalUrl()));
    }
}
