package dev.portico.invoice.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of a document. What an invoice shows, and in which order, is a list of these: a merchant's own variant is
/// another list.
public sealed interface Block {

    /// The document's name at the start, and opposite to it who sends it: by his logo if he has one.
    record Heading(String title, String sender, @Nullable Logo logo) implements Block {}

    /// Labels with their values, one below the other.
    record Facts(List<Fact> facts) implements Block {}

    /// Who sells and who buys, side by side.
    record Parties(List<Party> parties) implements Block {}

    /// A table, whose headings are repeated on each page that it goes on to.
    ///
    /// @param title above it; empty if it needs none
    record Table(String title, List<Column> columns, List<Row> rows) implements Block {}

    /// What it all comes to; the last line is stressed.
    record Totals(List<Fact> facts) implements Block {}

    /// Sentences, in small letters.
    ///
    /// @param title above them; empty if they need none
    record Notes(String title, List<String> lines) implements Block {}

    record Fact(String label, String value) {}

    /// @param label `From`, `Bill to`
    record Party(String label, String name, List<String> details) {}

    /// @param share of the table's width
    /// @param figures whether it holds figures, which stand at the end
    record Column(String heading, float share, boolean figures) {}

    /// @param detail in smaller letters below the first cell; empty if there is nothing to say
    record Row(List<String> cells, String detail) {}

    /// @param image a PNG or JPEG
    record Logo(byte[] image, String alternative) {}
}
