package dev.portico.invoice.document;

import dev.portico.i18n.Language;
import dev.portico.i18n.Messages;
import dev.portico.invoice.document.Block.Column;
import dev.portico.invoice.document.Block.Fact;
import dev.portico.invoice.document.Block.Party;
import dev.portico.invoice.document.Block.Row;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Documents to render in tests.
final class Documents {

    private Documents() {}

    static InvoiceDocument english(int lines) {
        return of("en", false, rows(lines));
    }

    static List<Row> rows(int lines) {
        return IntStream.range(0, lines)
                .mapToObj(i -> new Row(
                        List.of("Product number " + i, "1", "$49.00", "19%", "$49.00"), "For teams of up to 50"))
                .toList();
    }

    /// The words of the language itself, and a customer who is called by them.
    static InvoiceDocument in(Language language) {
        Messages messages = Messages.in(language);
        String words = messages.text("invoice.reverse_charge") + " " + messages.text("invoice.thanks");
        return of(
                language.tag(),
                language.isRightToLeft(),
                List.of(
                        new Row(List.of(words, "1", "$1.00", "0%", "$1.00"), messages.text("invoice.exempt")),
                        new Row(List.of("Ada Lovelace", "12", "$1.00", "0%", "$12.00"), "")));
    }

    static InvoiceDocument of(String language, boolean rightToLeft, List<Row> rows) {
        return new InvoiceDocument(
                language,
                rightToLeft,
                "Invoice ACME-000001",
                "Acme Cloud",
                new Style("#4f46e5", Style.Paper.A4),
                List.of(
                        new Block.Heading(rightToLeft ? "فاتورة" : "Invoice", "Acme Cloud", null),
                        new Block.Facts(List.of(
                                new Fact("Invoice number", "ACME-000001"),
                                new Fact("Date of issue", "November 24, 2026"),
                                new Fact("Date of supply", "November 24, 2026"))),
                        new Block.Parties(List.of(
                                new Party(
                                        "From",
                                        "Acme Cloud",
                                        List.of("12 Finsbury Square", "EC2A 1AN London", "Tax ID: GB123456789")),
                                new Party("Bill to", "Ada Lovelace", List.of("SW1Y 4JH London", "ada@example.com")))),
                        new Block.Table(
                                "",
                                List.of(
                                        new Column("Description", 0.44f, false),
                                        new Column("Quantity", 0.1f, true),
                                        new Column("Unit price", 0.18f, true),
                                        new Column("Tax rate", 0.1f, true),
                                        new Column("Amount", 0.18f, true)),
                                rows),
                        new Block.Totals(List.of(
                                new Fact("Subtotal", "$147.00"),
                                new Fact("Tax", "$0.00"),
                                new Fact("Amount due", "$0.00"))),
                        new Block.Notes("", List.of("Paid with Visa •••• 4242", "Thank you for your business."))),
                "ACME-000001",
                (page, pages) -> "Page " + page + " of " + pages,
                null,
                Instant.parse("2026-11-24T10:00:00Z"));
    }
}
