package dev.portico.invoice.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A part of what a document says, as those hear it who do not see it: elements in elements, at whose ends are pieces
/// of
/// pages, in the order in which they are read.
final class Element {

    private final String type;
    private final @Nullable String alternative;
    private final List<Object> children = new ArrayList<>();

    /// A piece of a page.
    record Piece(Sheet sheet, int number) {}

    private Element(String type, @Nullable String alternative) {
        this.type = type;
        this.alternative = alternative;
    }

    static Element document() {
        return new Element("Document", null);
    }

    /// A new part at this one's end.
    ///
    /// @param kind PDF's standard structure type, `P`
    Element part(String kind) {
        return added(new Element(kind, null));
    }

    Element figure(String says) {
        return added(new Element("Figure", says));
    }

    String type() {
        return type;
    }

    @Nullable
    String alternative() {
        return alternative;
    }

    /// Elements and [Piece]s.
    List<Object> children() {
        return children;
    }

    void shownBy(Piece piece) {
        children.add(piece);
    }

    private Element added(Element child) {
        children.add(child);
        return child;
    }
}
