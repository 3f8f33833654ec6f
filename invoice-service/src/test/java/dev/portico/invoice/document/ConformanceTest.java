package dev.portico.invoice.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.i18n.Language;
import dev.portico.invoice.document.Block.Row;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every file can be archived (PDF/A-3a) and read by everybody (PDF/UA-1): veraPDF, the reference validator, says so.
class ConformanceTest {

    private final InvoiceRenderer renderer = new InvoiceRenderer();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void a_file_of_any_length_keeps_both_norms(int lines) throws Exception {
        keepsBothNorms(Documents.english(lines));
    }

    // The validator takes half a minute for each norm: the stricter one will do.
    @Test
    void so_does_one_of_5_000_lines() throws Exception {
        assertThat(Verapdf.broken(renderer.render(Documents.english(5_000)), "3a"))
                .isEmpty();
    }

    @Test
    void the_validator_sees_what_is_wrong() throws Exception {
        try (var plain = new PDDocument()) {
            plain.addPage(new PDPage());
            var bytes = new ByteArrayOutputStream();
            plain.save(bytes);
            for (String norm : List.of("3a", "ua1"))
                assertThat(Verapdf.broken(bytes.toByteArray(), norm)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_file_in_any_language_keeps_both_norms(Language language) throws Exception {
        keepsBothNorms(Documents.in(language));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u202Egpj.exe\u2069\u2066\u202C",
                "👩‍👩‍👧‍👦 🇨🇭 ☺️ 👍🏽",
                "a\u200Db\u200Cc\uFEFFd\u00AD",
                "שלום Ltd (עברית) & Co",
                "نص عربي mixed with English (و) 123",
                "\u0000\u0007\uD800 ) Tj ET (<>/%",
                "ｆｕｌｌｗｉｄｔｈ 𠮷野家 한글 ไทย हिन्दी",
                "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
                "\uE000\uF8FF\uFFFD\uFFFF\u0378"
            })
    void whatever_a_customer_calls_himself_makes_a_valid_file(String name) throws Exception {
        keepsBothNorms(Documents.of("en", false, List.of(row(name))));
        keepsBothNorms(Documents.of("ar", true, List.of(row(name.repeat(500)))));
    }

    private static Row row(String name) {
        return new Row(List.of(name, "1", "$1.00", "0%", "$1.00"), name);
    }

    private void keepsBothNorms(InvoiceDocument document) throws Exception {
        byte[] pdf = renderer.render(document);
        for (String norm : List.of("3a", "ua1"))
            assertThat(Verapdf.broken(pdf, norm)).as(norm).isEmpty();
    }
}
