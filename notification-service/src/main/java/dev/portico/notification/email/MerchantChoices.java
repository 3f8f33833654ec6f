package dev.portico.notification.email;

import dev.portico.chassis.store.Owned;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a merchant has decided about the e-mails to his customers.
///
/// @param id the merchant's
/// @param kinds by the kind's name; those that he has decided nothing about are not in it
record MerchantChoices(String id, String merchantId, Map<String, Choice> kinds) implements Owned {

    /// What he has decided about one kind.
    ///
    /// @param enabled null for as usual
    /// @param texts his own words, by the language's tag
    record Choice(@Nullable Boolean enabled, Map<String, OwnWords> texts) {

        static final Choice USUAL = new Choice(null, Map.of());
    }

    static MerchantChoices usual(String merchantId) {
        return new MerchantChoices(merchantId, merchantId, Map.of());
    }

    Choice of(Kind kind) {
        return kinds.getOrDefault(kind.wire(), Choice.USUAL);
    }

    MerchantChoices with(Map<Kind, Choice> decided) {
        var all = new HashMap<>(kinds);
        decided.forEach((kind, choice) -> all.put(kind.wire(), choice));
        return new MerchantChoices(id, merchantId, all);
    }
}
