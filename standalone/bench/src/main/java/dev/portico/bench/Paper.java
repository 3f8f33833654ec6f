package dev.portico.bench;

import dev.portico.invoice.document.Block;
import dev.portico.invoice.document.Block.Column;
import dev.portico.invoice.document.Block.Fact;
import dev.portico.invoice.document.Block.Party;
import dev.portico.invoice.document.Block.Row;
import dev.portico.invoice.document.InvoiceDocument;
import dev.portico.invoice.document.InvoiceDocument.Attachment;
import dev.portico.invoice.document.InvoiceRenderer;
import dev.portico.invoice.document.Style;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// An invoice to render, for us and, with the same words, as HTML for others. No two are alike, so that nothing is
/// remembered from the one before.
record Paper(String language, String words, String amount, int lines, int number) {

    static Paper english(int lines, int number) {
        return new Paper("en", "Analytical Engine, monthly", "$1,249.00", lines, number);
    }

    static Paper japanese(int number) {
        return new Paper("ja", "解析機関 月額プラン 請求書", "￥124,900", 5, number);
    }

    static Paper arabic(int number) {
        return new Paper("ar", "المحرك التحليلي اشتراك شهري", "1,249.000 د.ك.", 5, number);
    }

    byte[] pdf(InvoiceRenderer renderer) {
        return renderer.render(document());
    }

    private InvoiceDocument document() {
        String name = "SHOP-%06d".formatted(number);
        return new InvoiceDocument(
                language,
                language.equals("ar"),
                words + " " + name,
                "Nordlicht Verlag",
                new Style("#0f766e", Style.Paper.A4),
                List.of(
                        new Block.Heading(words, "Nordlicht Verlag", null),
                        new Block.Facts(facts(name)),
                        new Block.Parties(List.of(
                                new Party(words, "Nordlicht Verlag", List.of("Speicherstadt 4", "20457 Hamburg")),
                                new Party(words, "Customer " + number, List.of("9 rue des Lilas", "Strasbourg")))),
                        new Block.Table("", columns(), rows()),
                        new Block.Totals(List.of(
                                new Fact(words, amount), new Fact(words, amount), new Fact(words, amount + number))),
                        new Block.Notes("", List.of(words, words))),
                name,
                (page, pages) -> words + " " + page + " / " + pages,
                new Attachment(xml(), words),
                Instant.parse("2026-11-24T10:00:00Z"));
    }

    private List<Fact> facts(String name) {
        return List.of(new Fact(words, name), new Fact(words, "24 November 2026"), new Fact(words, "8 December 2026"));
    }

    private List<Column> columns() {
        return List.of(
                new Column(words, 0.38f, false),
                new Column("Quantity", 0.1f, true),
                new Column("Unit price", 0.18f, true),
                new Column("Tax", 0.16f, true),
                new Column("Amount", 0.18f, true));
    }

    private List<Row> rows() {
        return IntStream.range(0, lines)
                .mapToObj(i -> new Row(
                        List.of(words + " " + (number + i), "1", amount, "19 %", amount), "24 November 2026 – " + i))
                .toList();
    }

    private byte[] xml() {
        return ("<x>" + "<line><name>" + words + number
                        + "</name><amount>1249.00</amount></line>".repeat(lines * 8 + 40) + "</x>")
                .getBytes(StandardCharsets.UTF_8);
    }

    /// The same for browsers and others that take HTML.
    String html() {
        String rows = IntStream.range(0, lines)
                .mapToObj(i -> ("<tr><td>%s %d<br/><small>24 November 2026 – %d</small></td><td>1</td><td>%s</td>"
                                + "<td>19 %%</td><td>%s</td></tr>")
                        .formatted(words, number + i, i, amount, amount))
                .collect(Collectors.joining());
        return """
                <html lang="%s"><head><title>%s</title><style>
                @page { size: A4; margin: 20mm } body { font: 10pt Letters, sans-serif; color: #1a1a1f }
                table { width: 100%%; border-collapse: collapse } td, th { border-bottom: 1px solid #e4e4ea; padding: 6px; text-align: right }
                td:first-child, th:first-child { text-align: left } </style></head><body>
                <h1>%s</h1><p>SHOP-%06d<br/>24 November 2026<br/>8 December 2026</p>
                <table><tr><td>Nordlicht Verlag<br/>Speicherstadt 4<br/>20457 Hamburg</td><td>Customer %d<br/>9 rue des Lilas</td></tr></table>
                <table><thead><tr><th>%s</th><th>Quantity</th><th>Unit price</th><th>Tax</th><th>Amount</th></tr></thead>
                <tbody>%s</tbody></table><p>%s %s</p><p>%s</p></body></html>""".formatted(language, words, words, number, number, words, rows, words, amount, words);
    }
}
