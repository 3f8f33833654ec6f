package dev.portico.i18n;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ibm.icu.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessagesTest {

    static final List<String> FILES = List.of("common", "email", "invoice", "vault");

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_language_says_everything_and_nothing_more(Language language) {
        for (String file : FILES)
            assertThat(Messages.read(language, file).keySet())
                    .as(file)
                    .isEqualTo(Messages.read(Language.ENGLISH, file).keySet());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_text_names_what_the_english_one_names(Language language) {
        Messages.in(Language.ENGLISH)
                .patterns()
                .forEach((key, english) -> assertThat(
                                names(Messages.in(language).patterns().get(key)))
                        .as(key)
                        .isEqualTo(names(english)));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_text_can_be_said(Language language) {
        Messages messages = Messages.in(language);
        messages.patterns().forEach((key, pattern) -> {
            for (int count : new int[] {0, 1, 2, 3, 5, 11, 21, 100}) {
                var arguments = new HashMap<String, Object>();
                names(pattern).forEach(name -> arguments.put(name, name.equals("count") ? count : "Wort"));
                assertThat(messages.text(key, arguments)).as(key).isNotBlank().doesNotContain("{", "}", "#");
            }
        });
    }

    @Test
    void texts_are_in_their_own_script() {
        assertThat(scripts(Language.ARABIC, Character.UnicodeScript.ARABIC)).isGreaterThan(0.9);
        assertThat(scripts(
                        Language.JAPANESE,
                        Character.UnicodeScript.HIRAGANA,
                        Character.UnicodeScript.KATAKANA,
                        Character.UnicodeScript.HAN))
                .isGreaterThan(0.9);
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
        assertThat(Language.best(null, "")).isEqualTo(Language.ENGLISH);
    }

    private static java.util.Set<String> names(String pattern) {
        return new java.util.TreeSet<>(new MessageFormat(pattern).getArgumentNames());
    }

    private static double scripts(Language language, Character.UnicodeScript... wanted) {
        Map<String, String> texts = new HashMap<>();
        FILES.forEach(file -> texts.putAll(Messages.read(language, file)));
        texts.keySet()
                .removeIf(key ->
                        key.startsWith("brand.") || key.equals("payment_method.card") || key.equals("invoice.period"));
        long own = texts.values().stream()
                .filter(text ->
                        text.codePoints().anyMatch(c -> List.of(wanted).contains(Character.UnicodeScript.of(c))))
                .count();
        return (double) own / texts.size();
    }
}
