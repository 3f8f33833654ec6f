package dev.portico.invoice.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the next thing goes: down a page, and on to the next one.
final class Flow {

    private static final float FOOT = 72;
    private static final float BAND = 6;

    private final InvoiceDocument document;
    private final Map<Face, Subset> fonts = new LinkedHashMap<>();
    private final Map<Setting, List<TextLine>> set = new HashMap<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private Sheet sheet;
    private float y;

    private record Setting(String text, Typeface typeface, float size, float width) {}

    Flow(InvoiceDocument document) {
        this.document = document;
        this.sheet = turn();
    }

    Sheet sheet() {
        return sheet;
    }

    float y() {
        return y;
    }

    void down(float by) {
        y += by;
    }

    void to(float place) {
        y = place;
    }

    boolean hasRoom(float height) {
        return y + height <= document.style().height() - FOOT;
    }

    /// Goes on to the next page, if this one has no room for it.
    void need(float height) {
        if (!hasRoom(height)) turn();
    }

    Sheet turn() {
        sheet = new Sheet(document.style(), document.rightToLeft(), fonts);
        sheets.add(sheet);
        sheet.adorned(() -> sheet.fill(
                0, 0, document.style().width(), BAND, document.style().accent()));
        y = Style.MARGIN + 12;
        return sheet;
    }

    float right() {
        return document.style().width() - Style.MARGIN;
    }

    float middle() {
        return document.style().width() / 2;
    }

    TextLine line(String text, Typeface typeface, float size) {
        return TextLine.of(text, typeface, size, document.reading());
    }

    // A table says the same quantities, rates and amounts again and again.
    List<TextLine> lines(String text, Typeface typeface, float size, float width) {
        return set.computeIfAbsent(
                new Setting(text, typeface, size, width),
                _ -> Paragraph.lines(text, typeface, size, width, document.reading()));
    }

    List<Sheet> sheets() {
        return sheets;
    }

    Map<Face, Subset> fonts() {
        return fonts;
    }
}
