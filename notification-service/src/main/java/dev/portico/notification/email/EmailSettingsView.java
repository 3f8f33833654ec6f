package dev.portico.notification.email;

import dev.portico.notification.email.MerchantChoices.Choice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a merchant has decided about the e-mails to his customers.
///
/// @param kinds each kind of e-mail by its name, such as `receipt`
record EmailSettingsView(Map<String, KindView> kinds) {

    /// One kind of e-mail.
    ///
    /// @param enabled whether it is sent; null for a `started` that is sent only where no receipt tells of the same
    /// @param required whether it can't be switched off: a customer's safety hangs on it
    /// @param arguments what may stand in braces in `texts`
    /// @param texts words that take the place of ours, by language, such as `de`
    record KindView(@Nullable Boolean enabled, boolean required, List<String> arguments, Map<String, OwnWords> texts) {

        static KindView of(Kind kind, Choice choice) {
            Boolean usual = kind == Kind.STARTED ? null : Boolean.TRUE;
            return new KindView(
                    choice.enabled() == null ? usual : choice.enabled(),
                    kind.mustBeSent(),
                    kind.names(),
                    choice.texts());
        }
    }

    static EmailSettingsView of(MerchantChoices choices) {
        var kinds = new LinkedHashMap<String, KindView>();
        for (Kind kind : Kind.values()) kinds.put(kind.wire(), KindView.of(kind, choices.of(kind)));
        return new EmailSettingsView(kinds);
    }
}
