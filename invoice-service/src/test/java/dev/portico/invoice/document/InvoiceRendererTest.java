package dev.portico.invoice.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.invoice.document.Block.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class InvoiceRendererTest {

    final InvoiceRenderer renderer = new InvoiceRenderer();

    @Test
    void an_invoice_can_be_searched_and_copied() throws IOException {
        String text = text(renderer.render(Documents.english(3)));
        assertThat(text)
                .contains(
                        "Invoice",
                        "ACME-000001",
                        "Acme Cloud",
                        "Ada Lovelace",
                        "Product number 2",
                        "$49.00",
                        "Page 1 of 1");
    }

    @Test
    void the_same_invoice_is_the_same_bytes() {
        assertThat(renderer.render(Documents.english(3))).isEqualTo(renderer.render(Documents.english(3)));
    }

    @Test
    void a_long_invoice_repeats_its_headings_on_every_page() throws IOException {
        byte[] pdf = renderer.render(Documents.english(200));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(4);
            for (int page = 1; page < pages; page++) {
                var stripper = new PDFTextStripper();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                assertThat(stripper.getText(document)).contains("Description", "Page " + page + " of " + pages);
            }
        }
        assertThat(text(pdf)).contains("Product number 199");
    }

    @Test
    void a_word_that_is_too_long_is_broken_and_nothing_leaves_the_page() throws IOException {
        String endless = "Donaudampfschifffahrt".repeat(20);
        String text = text(renderer.render(
                Documents.of("en", false, List.of(new Row(List.of(endless, "1", "$1.00", "0%", "$1.00"), "")))));
        assertThat(text.replaceAll("\\s", "")).contains(endless);
    }

    @Test
    void hostile_text_does_no_harm() throws IOException {
        String hostile = "\u202Egpj.exe \u0000\u0007 \uD83D\uDE00 \uD800 ) Tj ET (";
        String text = text(renderer.render(
                Documents.of("en", false, List.of(new Row(List.of(hostile, "1", "$1.00", "0%", "$1.00"), hostile)))));
        assertThat(text).contains("Page 1 of 1");
    }

    @Test
    void arabic_runs_from_right_to_left() throws IOException {
        byte[] pdf = renderer.render(Documents.of(
                "ar",
                true,
                List.of(new Row(
                        List.of("اشتراك شهري", "1", "\u206849.00 US$\u2069", "0%", "\u206849.00 US$\u2069"), ""))));
        Files.write(Path.of("target", "arabic.pdf"), pdf);
        assertThat(text(pdf)).contains("49.00");
    }

    private static String text(byte[] pdf) throws IOException {
        Files.write(Path.of("target", "last.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
