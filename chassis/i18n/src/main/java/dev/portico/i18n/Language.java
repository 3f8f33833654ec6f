package dev.portico.i18n;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A language that Portico speaks in full. A few say only what another one says differently where they are spoken.
public enum Language {
    ENGLISH("en"),
    BRITISH_ENGLISH("en-GB", ENGLISH),
    GERMAN("de"),
    FRENCH("fr"),
    CANADIAN_FRENCH("fr-CA", FRENCH),
    SPANISH("es"),
    LATIN_AMERICAN_SPANISH("es-419", SPANISH),
    ITALIAN("it"),
    BRAZILIAN_PORTUGUESE("pt-BR"),
    PORTUGUESE("pt-PT"),
    DUTCH("nl"),
    SWEDISH("sv"),
    DANISH("da"),
    NORWEGIAN("nb"),
    FINNISH("fi"),
    POLISH("pl"),
    CZECH("cs"),
    SLOVAK("sk"),
    HUNGARIAN("hu"),
    ROMANIAN("ro"),
    BULGARIAN("bg"),
    CROATIAN("hr"),
    SLOVENIAN("sl"),
    GREEK("el"),
    TURKISH("tr"),
    UKRAINIAN("uk"),
    RUSSIAN("ru"),
    ESTONIAN("et"),
    LATVIAN("lv"),
    LITHUANIAN("lt"),
    JAPANESE("ja"),
    KOREAN("ko"),
    SIMPLIFIED_CHINESE("zh-Hans"),
    TRADITIONAL_CHINESE("zh-Hant"),
    THAI("th"),
    VIETNAMESE("vi"),
    INDONESIAN("id"),
    HINDI("hi"),
    ARABIC("ar"),
    HEBREW("he");

    // Where English is written as in the United States, and Chinese in its traditional form.
    private static final Set<String> AMERICAN = Set.of("", "US", "CA", "PH");
    private static final Set<String> TRADITIONAL = Set.of("TW", "HK", "MO");

    private final String tag;
    private final @Nullable Language parent;

    Language(String tag) {
        this(tag, null);
    }

    Language(String tag, @Nullable Language parent) {
        this.tag = tag;
        this.parent = parent;
    }

    /// The IETF tag: `en`, `zh-Hant`.
    public String tag() {
        return tag;
    }

    /// The language that says what this one does not say by itself.
    Optional<Language> parent() {
        return Optional.ofNullable(parent);
    }

    /// `rtl` or `ltr`, as HTML says it.
    public String direction() {
        return isRightToLeft() ? "rtl" : "ltr";
    }

    public boolean isRightToLeft() {
        return this == ARABIC || this == HEBREW;
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
        Locale locale = Locale.forLanguageTag(wanted.replace('_', '-'));
        String name = nearest(locale);
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(name))
                .findFirst();
    }

    private static String nearest(Locale locale) {
        String country = locale.getCountry();
        return switch (locale.getLanguage()) {
            case "en" -> AMERICAN.contains(country) ? "en" : "en-GB";
            case "fr" -> country.equals("CA") ? "fr-CA" : "fr";
            case "es" -> country.isEmpty() || country.equals("ES") ? "es" : "es-419";
            case "pt" -> country.isEmpty() || country.equals("BR") ? "pt-BR" : "pt-PT";
            case "no", "nn" -> "nb";
            case "zh" -> isTraditional(locale) ? "zh-Hant" : "zh-Hans";
            default -> locale.getLanguage();
        };
    }

    private static boolean isTraditional(Locale chinese) {
        return chinese.getScript().equals("Hant")
                || chinese.getScript().isEmpty() && TRADITIONAL.contains(chinese.getCountry());
    }

    // Latin digits everywhere: an amount on an invoice must be readable by the customer's bank, too.
    Locale locale() {
        return new Locale.Builder().setLanguageTag(tag + "-u-nu-latn").build();
    }
}
