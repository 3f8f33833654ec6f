package dev.portico.invoice.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portico.invoice.document.InvoiceDocument.Fact;
import dev.portico.invoice.document.InvoiceDocument.Line;
import dev.portico.invoice.document.InvoiceDocument.Party;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class InvoiceRendererTest {

    final InvoiceRenderer renderer = new InvoiceRenderer();

    @Test
    void an_invoice_can_be_searched_and_copied() throws IOException {
        String text = text(renderer.render(english(3)));
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
        assertThat(renderer.render(english(3))).isEqualTo(renderer.render(english(3)));
    }

    @Test
    void a_long_invoice_repeats_its_headings_on_every_page() throws IOException {
        byte[] pdf = renderer.render(english(200));
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
        String text =
                text(renderer.render(invoice("en", false, List.of(new Line(endless, "", "1", "$1.00", "$1.00")))));
        assertThat(text.replaceAll("\\s", "")).contains(endless);
    }

    @Test
    void hostile_text_does_no_harm() throws IOException {
        String hostile = "\u202Egpj.exe \u0000\u0007 \uD83D\uDE00 \uD800 ) Tj ET (";
        String text =
                text(renderer.render(invoice("en", false, List.of(new Line(hostile, hostile, "1", "$1.00", "$1.00")))));
        assertThat(text).contains("Page 1 of 1");
    }

    @Test
    void arabic_runs_from_right_to_left() throws IOException {
        byte[] pdf = renderer.render(invoice(
                "ar",
                true,
                List.of(new Line("اشتراك شهري", "", "1", "\u206849.00 US$\u2069", "\u206849.00 US$\u2069"))));
        Files.write(Path.of("target", "arabic.pdf"), pdf);
        assertThat(text(pdf)).contains("49.00");
    }

    private static InvoiceDocument english(int lines) {
        return invoice(
                "en",
                false,
                IntStream.range(0, lines)
                        .mapToObj(
                                i -> new Line("Product number " + i, "For teams of up to 50", "1", "$49.00", "$49.00"))
                        .toList());
    }

    private static InvoiceDocument invoice(String language, boolean rightToLeft, List<Line> lines) {
        return new InvoiceDocument(
                language,
                rightToLeft,
                rightToLeft ? "فاتورة" : "Invoice",
                "#4f46e5",
                new Party(
                        "From",
                        "Acme Cloud",
                        List.of("12 Finsbury Square", "EC2A 1AN London", "United Kingdom", "Tax ID: GB123456789")),
                new Party(
                        "Bill to",
                        "Ada Lovelace",
                        List.of("St James's Square 12", "SW1Y 4JH London", "ada@example.com")),
                List.of(
                        new Fact("Invoice number", "ACME-000001"),
                        new Fact("Date of issue", "November 24, 2026"),
                        new Fact("Date of supply", "November 24, 2026")),
                List.of("Description", "Quantity", "Unit price", "Amount"),
                lines,
                List.of(
                        new Fact("Subtotal", "$147.00"),
                        new Fact("Tax", "$0.00"),
                        new Fact("Total", "$147.00"),
                        new Fact("Amount due", "$0.00")),
                List.of("Paid with Visa •••• 4242 on November 24, 2026", "Thank you for your business."),
                (page, pages) -> "Page " + page + " of " + pages,
                Instant.parse("2026-11-24T10:00:00Z"));
    }

    private static String text(byte[] pdf) throws IOException {
        Files.write(Path.of("target", "last.pdf"), pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }
}
