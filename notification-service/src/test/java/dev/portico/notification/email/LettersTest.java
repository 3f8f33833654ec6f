package dev.portico.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.events.MerchantData;
import dev.portico.i18n.Language;
import dev.portico.notification.email.Letters.Content;
import dev.portico.testing.Samples;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LettersTest {

    private static final MerchantData MERCHANT = Samples.merchant("mer_1");
    private static final String LINK = "http://shop.localhost:8080/payments/txn_1";
    private static final Pattern BUTTON = Pattern.compile("<a href=\"[^\"]*\" style=\"display:inline-block");

    private final Letters letters = new Letters();

    static Stream<Arguments> letters() {
        return Stream.of(Language.values())
                .flatMap(language -> Stream.of(Kind.values()).map(kind -> Arguments.of(language.tag(), kind)));
    }

    @ParameterizedTest
    @MethodSource("letters")
    void every_letter_can_be_written_in_every_language_with_one_button(String language, Kind kind) {
        Letter letter = letters.write(AnEmail.content(language, kind), MERCHANT, LINK, null);
        assertThat(letter.subject()).isNotBlank().doesNotContain("{", "\n");
        assertThat(letter.text()).contains(LINK).doesNotContain("{", "&lt;");
        assertThat(letter.html()).contains("lang=\"" + language + "\"").doesNotContain("{{");
        assertThat(BUTTON.matcher(letter.html()).results()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_sign_in_letter_shows_its_code_in_text_and_html_and_one_of_before_shows_none(Language language) {
        Email email = AnEmail.in(language.tag(), Kind.SIGN_IN);
        Letter letter = letters.write(Content.of(email, OwnWords.NONE), MERCHANT, LINK, "012345");
        assertThat(letter.text()).contains(" 012345\n").doesNotContain("{");
        assertThat(letter.html()).contains(">012345</p>").doesNotContain("{{");
        assertThat(BUTTON.matcher(letter.html()).results()).hasSize(1);
        Letter before = letters.write(Content.of(email, OwnWords.NONE), MERCHANT, LINK, null);
        assertThat(before.text()).doesNotContain("\n\n\n");
        assertThat(before.html()).doesNotContain("monospace");
    }

    @Test
    void arabic_runs_from_right_to_left() {
        assertThat(letters.write(AnEmail.content("ar", Kind.RECEIPT), MERCHANT, LINK, null)
                        .html())
                .contains("lang=\"ar\" dir=\"rtl\"", "align=\"right\"");
    }

    @Test
    void only_a_letter_with_facts_has_a_table_of_facts() {
        assertThat(letters.write(AnEmail.content("en", Kind.RECEIPT), MERCHANT, LINK, null)
                        .html())
                .contains("SHOP-000001", "margin:0 0 24px;\">\n<tr>");
        assertThat(letters.write(AnEmail.content("en", Kind.SIGN_IN), MERCHANT, LINK, null)
                        .html())
                .doesNotContain("margin:0 0 24px;\">\n</table>");
    }

    @Test
    void what_strangers_wrote_is_text_and_not_markup() {
        Letter letter = letters.write(AnEmail.content("en", Kind.RECEIPT), MERCHANT, LINK, null);
        assertThat(letter.html()).contains("Analytical Engine &amp; &lt;Co&gt;").doesNotContain("<Co>");
        assertThat(letter.text()).contains("Analytical Engine & <Co>");
    }
}
