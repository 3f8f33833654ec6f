package dev.portico.i18n;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A language that Portico speaks in full.
public enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    FRENCH("fr"),
    JAPANESE("ja"),
    ARABIC("ar");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// The IETF tag: `en`.
    public String tag() {
        return tag;
    }

    /// `rtl` or `ltr`, as HTML says it.
    public String direction() {
        return this == ARABIC ? "rtl" : "ltr";
    }

    public boolean isRightToLeft() {
        return this == ARABIC;
    }

    /// The language nearest to what somebody asks for: his own, else the fallback, else English.
    ///
    /// @param wanted IETF tags, the most wanted first; null and unknown ones are passed over
    public static Language best(@Nullable String... wanted) {
        return Arrays.stream(wanted)
                .map(Language::find)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(ENGLISH);
    }

    private static Optional<Language> find(@Nullable String wanted) {
        if (wanted == null || wanted.isBlank()) return Optional.empty();
        String primary = List.of(wanted.split("[-_]")).getFirst().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(primary))
                .findFirst();
    }

    // Latin digits everywhere: an amount on an invoice must be readable by the customer's bank, too.
    Locale locale() {
        return new Locale.Builder().setLanguageTag(tag + "-u-nu-latn").build();
    }
}
