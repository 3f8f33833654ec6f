package dev.portico.invoice.document;

import java.time.Instant;
import java.util.List;

/// An invoice as it is to be read: every text already in the reader's language, every amount already written out.
///
/// @param title also the PDF's title
/// @param accent the merchant's colour, `#rrggbb`
/// @param facts number and dates, each with its label
/// @param columns the table's four headings, the first at the start of the line
/// @param totals from subtotal to amount due, the last one stressed
/// @param pageOf `Page {page} of {pages}`, both still to be filled in
/// @param issuedAt the document's date; the same invoice gives the same bytes for ever
public record InvoiceDocument(
        String language,
        boolean rightToLeft,
        String title,
        String accent,
        Party seller,
        Party buyer,
        List<Fact> facts,
        List<String> columns,
        List<Line> lines,
        List<Fact> totals,
        List<String> notes,
        PageLabel pageOf,
        Instant issuedAt) {

    /// @param label `From`, `Bill to`
    public record Party(String label, String name, List<String> details) {}

    public record Fact(String label, String value) {}

    /// @param detail in smaller letters below the description; empty if there is nothing to say
    public record Line(String description, String detail, String quantity, String unitPrice, String amount) {}

    /// Says on which page the reader is.
    @FunctionalInterface
    public interface PageLabel {
        String of(int page, int pages);
    }
}
