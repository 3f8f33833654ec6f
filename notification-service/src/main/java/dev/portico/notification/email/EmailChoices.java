package dev.portico.notification.email;

import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.store.Aggregates;
import dev.portico.chassis.store.Change;
import dev.portico.chassis.store.Duplicate;
import dev.portico.chassis.store.Stores;
import dev.portico.events.Topic;
import dev.portico.i18n.Language;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/// What each merchant has decided about the e-mails to his customers.
@Component
final class EmailChoices {

    private final Aggregates<MerchantChoices> choices;

    EmailChoices(Stores stores) {
        this.choices = stores.aggregates("email_choices", MerchantChoices.class, Topic.NOTIFICATION);
    }

    MerchantChoices of(Caller caller) {
        // What a merchant has decided holds for his customers, too.
        var house = new Caller.Service(caller.merchantId(), "what its merchant has decided");
        return choices.find(house, caller.merchantId()).orElseGet(() -> MerchantChoices.usual(caller.merchantId()));
    }

    boolean wants(Caller caller, Kind kind) {
        return kind.mustBeSent() || !Boolean.FALSE.equals(of(caller).of(kind).enabled());
    }

    /// Whether he wants it where it is usually left out, too.
    boolean insistsOn(Caller caller, Kind kind) {
        return Boolean.TRUE.equals(of(caller).of(kind).enabled());
    }

    OwnWords words(Caller caller, Kind kind, Language language) {
        return of(caller).of(kind).texts().getOrDefault(language.tag(), OwnWords.NONE);
    }

    MerchantChoices change(Caller caller, UnaryOperator<MerchantChoices> change) {
        String id = caller.merchantId();
        if (choices.find(caller, id).isEmpty()) create(caller, MerchantChoices.usual(id));
        return choices.change(caller, id, before -> Change.to(change.apply(before)));
    }

    private void create(Caller caller, MerchantChoices usual) {
        try {
            choices.create(caller, Change.to(usual));
        } catch (Duplicate e) {
            // Somebody else was quicker: it is there, which is all that is wanted.
        }
    }
}
