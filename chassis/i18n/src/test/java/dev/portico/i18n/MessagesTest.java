package dev.portico.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.text.PluralRules;
import com.ibm.icu.util.ULocale;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {

    static final List<String> FILES =
            List.of("account", "cancel", "common", "correct", "email", "inbox", "invoice", "pay", "vault", "web");
    // Millions and fractions, which nothing here counts. Vietnamese has one form, whatever the locale data says.
    static final Set<String> RARE = Set.of("many", "zero");

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_says_everything_and_nothing_more(Language language) {
        for (String file : FILES) {
            Set<String> english = Messages.read(Language.ENGLISH, file).keySet();
            Set<String> said = Messages.read(language, file).keySet();
            if (language.parent().isEmpty()) assertThat(said).as(file).isEqualTo(english);
            else assertThat(english).as(file).containsAll(said);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_text_names_what_the_english_one_names(Language language) {
        for (String file : FILES) {
            Map<String, String> english = Messages.read(Language.ENGLISH, file);
            Messages.read(language, file)
                    .forEach((key, text) -> assertThat(names(text)).as(key).isEqualTo(names(english.get(key))));
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_text_can_be_said_of_any_number(Language language) {
        for (String file : FILES)
            Messages.read(language, file).forEach((key, pattern) -> {
                var format = new MessageFormat(pattern, ULocale.forLocale(language.locale()));
                for (int count : new int[] {0, 1, 2, 3, 5, 11, 21, 100}) {
                    var arguments = new HashMap<String, Object>(Map.of("amount", "Wort", "count", count));
                    names(pattern).forEach(name -> arguments.put(name, isNumber(name) ? count : "Wort"));
                    assertThat(format.format(arguments)).as(key).isNotBlank().doesNotContain("{", "}", "#");
                }
            });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void plurals_have_a_form_for_every_kind_of_number_of_their_language(Language language) {
        Set<String> kinds =
                PluralRules.forLocale(ULocale.forLocale(language.locale())).getKeywords();
        for (String file : FILES)
            Messages.read(language, file).forEach((key, pattern) -> {
                var forms = Pattern.compile("\\bplural\\s*,((?:[^{}]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*)")
                        .matcher(pattern);
                while (forms.find()) {
                    assertThat(forms.group(1)).as(key).contains("other");
                    for (String kind : kinds)
                        if (!RARE.contains(kind) && !forms.group(1).contains("=1") && language != Language.VIETNAMESE)
                            assertThat(forms.group(1)).as(key).containsPattern("\\b" + kind + "\\s*\\{");
                }
            });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void no_text_is_forgotten_in_english(Language language) {
        if (language == Language.ENGLISH || language.parent().isPresent()) return;
        for (String file : FILES) {
            Map<String, String> english = Messages.read(Language.ENGLISH, file);
            assertThat(Messages.read(language, file)).allSatisfy((key, text) -> {
                if (english.get(key).length() > 30 && !text.contains("plural"))
                    assertThat(text).as(key).isNotEqualTo(english.get(key));
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothing_needs_a_quote_that_takes_braces_for_text(Language language) {
        for (String file : FILES)
            assertThat(Messages.read(language, file).values()).as(file).noneMatch(text -> text.contains("'"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void what_stands_under_a_sign_on_a_phone_is_short(Language language) {
        assertThat(Messages.read(language, "web")).allSatisfy((key, text) -> {
            if (key.endsWith(".short"))
                assertThat(text.length()).as(key + ": " + text).isLessThanOrEqualTo(13);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "ar, ARABIC",
        "he, HEBREW",
        "el, GREEK",
        "ru, CYRILLIC",
        "uk, CYRILLIC",
        "bg, CYRILLIC",
        "th, THAI",
        "hi, DEVANAGARI",
        "ko, HANGUL",
        "ja, HAN|HIRAGANA|KATAKANA",
        "zh-Hans, HAN",
        "zh-Hant, HAN"
    })
    void texts_are_in_their_own_script(String tag, String scripts) {
        assertThat(own(Language.best(tag), Set.of(scripts.split("\\|")))).isGreaterThan(0.9);
    }

    @Test
    void numbers_bend_the_words_around_them() {
        assertThat(Messages.in(Language.ENGLISH).text("email.minutes", Map.of("count", 1)))
                .isEqualTo("1 minute");
        assertThat(Messages.in(Language.ARABIC).text("email.minutes", Map.of("count", 3)))
                .isEqualTo("3 دقائق");
    }

    @Test
    void a_foreign_name_in_right_to_left_text_stays_in_one_piece() {
        assertThat(Messages.in(Language.ARABIC).text("email.sign_in.heading", Map.of("merchant", "Shop (US$)")))
                .endsWith("\u2068Shop (US$)\u2069");
    }

    @Test
    void what_is_put_into_a_text_is_never_taken_for_a_pattern() {
        assertThat(Messages.in(Language.ENGLISH).text("email.greeting", Map.of("name", "{name} '{0}'")))
                .isEqualTo("Hello {name} '{0}',");
    }

    @Test
    void a_text_that_lacks_a_word_is_a_defect_and_not_a_gap() {
        assertThatThrownBy(() -> Messages.in(Language.ENGLISH).text("email.greeting"))
                .hasMessage("the text email.greeting names name");
    }

    @Test
    void an_unknown_text_is_a_defect_and_not_an_empty_line() {
        assertThatThrownBy(() -> Messages.in(Language.ENGLISH).text("nonsense")).hasMessageContaining("nonsense");
    }

    @Test
    void the_nearest_language_is_chosen() {
        assertThat(Language.best("de-CH")).isEqualTo(Language.GERMAN);
        assertThat(Language.best("tlh", "fr")).isEqualTo(Language.FRENCH);
        assertThat(Language.best("zh-TW")).isEqualTo(Language.TRADITIONAL_CHINESE);
        assertThat(Language.best("zh-CN")).isEqualTo(Language.SIMPLIFIED_CHINESE);
        assertThat(Language.best("pt")).isEqualTo(Language.BRAZILIAN_PORTUGUESE);
        assertThat(Language.best("pt-AO")).isEqualTo(Language.PORTUGUESE);
        assertThat(Language.best("es-MX")).isEqualTo(Language.LATIN_AMERICAN_SPANISH);
        assertThat(Language.best("en-AU")).isEqualTo(Language.BRITISH_ENGLISH);
        assertThat(Language.best("no")).isEqualTo(Language.NORWEGIAN);
        assertThat(Language.best("iw")).isEqualTo(Language.HEBREW);
        assertThat(Language.best(null, "")).isEqualTo(Language.ENGLISH);
    }

    private static java.util.Set<String> names(String pattern) {
        return new java.util.TreeSet<>(new MessageFormat(pattern).getArgumentNames());
    }

    private static boolean isNumber(String name) {
        return name.equals("count") || name.equals("seconds");
    }

    private static double own(Language language, Set<String> scripts) {
        var texts = new HashMap<String, String>();
        FILES.forEach(file -> texts.putAll(Messages.read(language, file)));
        texts.values().removeIf(text -> !text.codePoints().anyMatch(Character::isLetter) || text.length() < 8);
        long own = texts.values().stream()
                .filter(text -> text.codePoints()
                        .anyMatch(c ->
                                scripts.contains(Character.UnicodeScript.of(c).name())))
                .count();
        return (double) own / texts.size();
    }
}
