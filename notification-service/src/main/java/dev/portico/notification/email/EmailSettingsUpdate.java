package dev.portico.notification.email;

import dev.portico.chassis.error.Fields;
import dev.portico.i18n.Language;
import dev.portico.notification.email.MerchantChoices.Choice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a merchant wants otherwise. What it does not name stays as it is.
///
/// @param kinds by the kind's name; null for one that is to be as usual again
record EmailSettingsUpdate(@Nullable Map<String, @Nullable KindUpdate> kinds) {

    private static final int LONGEST_SUBJECT = 200;
    private static final int LONGEST_INTRO = 1000;
    private static final Set<String> LANGUAGES =
            Arrays.stream(Language.values()).map(Language::tag).collect(Collectors.toUnmodifiableSet());

    /// @param texts by language; null for one in which ours are to be said again
    record KindUpdate(@Nullable Boolean enabled, @Nullable Map<String, @Nullable OwnWords> texts) {}

    /// @throws dev.portico.chassis.error.Refusal `invalid_field`, naming everything that can't be
    void check() {
        var fields = Fields.check().required("kinds", kinds);
        if (kinds != null) kinds.forEach((name, update) -> check(fields, name, update));
        fields.orRefuse();
    }

    MerchantChoices applyTo(MerchantChoices before) {
        var decided = new HashMap<Kind, Choice>();
        if (kinds != null)
            kinds.forEach((name, update) ->
                    Kind.of(name).ifPresent(kind -> decided.put(kind, changed(before.of(kind), update))));
        return before.with(decided);
    }

    private static Choice changed(Choice before, @Nullable KindUpdate update) {
        if (update == null) return Choice.USUAL;
        var texts = new HashMap<>(before.texts());
        if (update.texts != null)
            update.texts.forEach((language, words) -> {
                if (words == null) texts.remove(language);
                else texts.put(language, words);
            });
        return new Choice(update.enabled == null ? before.enabled() : update.enabled, texts);
    }

    private static void check(Fields fields, String name, @Nullable KindUpdate update) {
        String path = "kinds." + name;
        Kind kind = Kind.of(name).orElse(null);
        if (kind == null) fields.wrong(path, "is not a kind of e-mail");
        if (kind == null || update == null) return;
        if (kind.mustBeSent() && Boolean.FALSE.equals(update.enabled))
            fields.wrong(path + ".enabled", "can't be false: a customer's safety hangs on it");
        if (update.texts != null)
            update.texts.forEach(
                    (language, words) -> check(fields, path + ".texts." + language, kind, language, words));
    }

    private static void check(Fields fields, String path, Kind kind, String language, @Nullable OwnWords words) {
        if (!LANGUAGES.contains(language)) fields.wrong(path, "is not a language that e-mails are written in");
        if (words == null) return;
        fields.matches(path + ".subject", words.subject(), subject -> subject.indexOf('\n') < 0, "must be one line");
        check(fields, path + ".subject", kind, words.subject(), LONGEST_SUBJECT);
        check(fields, path + ".intro", kind, words.intro(), LONGEST_INTRO);
    }

    private static void check(Fields fields, String path, Kind kind, @Nullable String pattern, int longest) {
        if (pattern == null) return;
        if (pattern.isBlank()) fields.wrong(path, "must not be empty");
        fields.text(path, pattern, longest);
        WordPattern.fault(pattern, kind.names()).ifPresent(fault -> fields.wrong(path, fault));
    }
}
