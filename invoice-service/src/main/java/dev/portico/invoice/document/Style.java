package dev.portico.invoice.document;

/// How a merchant's documents look. Lengths in points.
///
/// @param accent the merchant's colour, `#rrggbb`
/// @param paper what the pages are printed on
public record Style(String accent, Paper paper) {

    static final float MARGIN = 56;
    static final String INK = "#1a1a1f";
    static final String SOFT = "#6b6b76";
    static final String RULE = "#e4e4ea";

    /// The two sizes of paper that the world prints on.
    public enum Paper {
        A4(595.28f, 841.89f),
        LETTER(612, 792);

        final float width;
        final float height;

        Paper(float width, float height) {
            this.width = width;
            this.height = height;
        }
    }

    float width() {
        return paper.width;
    }

    float height() {
        return paper.height;
    }
}
