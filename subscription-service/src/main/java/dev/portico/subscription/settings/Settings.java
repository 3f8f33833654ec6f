package dev.portico.subscription.settings;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// What each merchant has decided for its subscriptions.
@Component
public final class Settings {

    private final Aggregates<SubscriptionSettings> settings;

    Settings(Stores stores) {
        this.settings = stores.aggregates("subscription_settings", SubscriptionSettings.class, Topic.SUBSCRIPTION);
    }

    /// What holds for the caller's merchant.
    public SubscriptionSettings of(Caller caller) {
        // What a merchant has decided holds for its customers, too.
        var house = new Caller.Service(caller.merchantId(), "what its merchant has decided");
        return settings.find(house, caller.merchantId())
                .orElseGet(() -> SubscriptionSettings.usual(caller.merchantId()));
    }

    SubscriptionSettings change(Caller caller, UnaryOperator<SubscriptionSettings> change) {
        String id = caller.merchantId();
        if (settings.find(caller, id).isEmpty()) create(caller, SubscriptionSettings.usual(id));
        return settings.change(caller, id, before -> Change.to(change.apply(before)));
    }

    private void create(Caller caller, SubscriptionSettings usual) {
        try {
            settings.create(caller, Change.to(usual));
        } catch (Duplicate e) {
            // Somebody else was quicker: it is there, which is all that is wanted.
        }
    }
}
