package dev.portico.subscription.merchant;

import static dev.portico.events.AuthEvents.MERCHANT_CREATED;
import static dev.portico.events.AuthEvents.MERCHANT_UPDATED;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.PortalPasses;
import dev.portico.chassis.error.ErrorCode;
import dev.portico.chassis.error.Refusal;
import dev.portico.chassis.inbox.Handlers;
import dev.portico.chassis.inbox.Listener;
import dev.portico.chassis.inbox.Received;
import dev.portico.chassis.store.Owned;
import dev.portico.chassis.store.Projections;
import dev.portico.chassis.store.Stores;
import dev.portico.chassis.work.Patience;
import dev.portico.events.MerchantData;
import dev.portico.events.PortalConfigurationData;
import dev.portico.events.PortalConfigurationData.CustomerActions;
import dev.portico.events.PostalAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Where each merchant's portal is, and what is decided for it.
@Component
public final class Merchants implements Listener {

    private final Projections<KnownMerchant> merchants;
    private final Patience patience;

    /// @param portal absent where the merchant has decided nothing
    /// @param country absent where he has not said where he is
    record KnownMerchant(
            String id,
            String merchantId,
            String portalUrl,
            @Nullable PortalConfigurationData portal,
            @Nullable String country)
            implements Owned {

        Portal shown() {
            return new Portal(
                    portalUrl,
                    portal == null ? PortalPasses.LIFETIME : Duration.ofMinutes(portal.portalSessionMinutes()));
        }
    }

    /// Where a merchant's customers manage what they have.
    ///
    /// @param url without a slash at its end; empty as long as nothing was heard of the merchant
    /// @param sessions for how long links that sign customers in are good
    public record Portal(String url, Duration sessions) {
        static final Portal UNKNOWN = new Portal("", PortalPasses.LIFETIME);
    }

    Merchants(Stores stores, Patience patience) {
        this.merchants = stores.projections("merchants", KnownMerchant.class);
        this.patience = patience;
    }

    @Override
    public void listen(Handlers handlers) {
        handlers.on(MERCHANT_CREATED, this::remember).on(MERCHANT_UPDATED, this::remember);
    }

    /// The portal of the caller's merchant.
    public Portal portal(Caller caller) {
        return patience.find(caller.merchantId(), () -> known(caller))
                .map(KnownMerchant::shown)
                .orElse(Portal.UNKNOWN);
    }

    /// Where the caller's merchant is, if it has said so: two letters of ISO 3166.
    public Optional<String> country(Caller caller) {
        return known(caller).flatMap(merchant -> Optional.ofNullable(merchant.country()));
    }

    /// Lets customers do what their merchant lets them do. Whatever it has not decided, they may.
    ///
    /// @throws Refusal `forbidden`
    public void requireAllowed(Caller caller, Predicate<CustomerActions> action) {
        if (!(caller instanceof Caller.Customer)) return;
        boolean allowed = known(caller)
                .map(KnownMerchant::portal)
                .map(PortalConfigurationData::customerActions)
                .filter(action.negate())
                .isEmpty();
        if (!allowed) throw Refusal.of(ErrorCode.FORBIDDEN, "This is not done in the portal. Ask the seller.");
    }

    private Optional<KnownMerchant> known(Caller caller) {
        String id = caller.merchantId();
        // What a merchant has decided may be known to its customers, too.
        var house = new Caller.Service(id, "what its merchant has decided");
        return merchants.find(house, id);
    }

    private void remember(Received<MerchantData> event) {
        PostalAddress address = event.data().address();
        merchants.keep(
                event,
                new KnownMerchant(
                        event.subject(),
                        event.merchantId(),
                        event.data().portalUrl(),
                        event.data().portalConfiguration(),
                        address == null ? null : address.countryCode()));
    }
}
