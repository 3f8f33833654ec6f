package dev.portico.invoice.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One page. Places are in points from the top, and from the side where lines begin; where text runs from right to
/// left,
/// everything is mirrored.
final class Sheet {

    private final Style style;
    private final boolean rightToLeft;
    private final Map<Face, Subset> fonts;
    private final Ink ink = new Ink();
    private final List<Element> pieces = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();

    /// @param fonts of the whole document; faces join as they are used
    Sheet(Style style, boolean rightToLeft, Map<Face, Subset> fonts) {
        this.style = style;
        this.rightToLeft = rightToLeft;
        this.fonts = fonts;
    }

    /// Paints something that an element says.
    void says(Element element, Runnable paint) {
        ink.say("/" + element.type() + "<</MCID " + pieces.size() + ">>BDC\n");
        element.shownBy(new Element.Piece(this, pieces.size()));
        pieces.add(element);
        paint.run();
        ink.say("EMC\n");
    }

    /// Paints something that says nothing, or says again what was said before.
    void adorned(Runnable paint) {
        ink.say("/Artifact BMC\n");
        paint.run();
        ink.say("EMC\n");
    }

    void start(TextLine line, float x, float y, String color) {
        text(line, rightToLeft ? style.width() - x - line.width() : x, y, color);
    }

    void end(TextLine line, float x, float y, String color) {
        text(line, rightToLeft ? style.width() - x : x - line.width(), y, color);
    }

    void fill(float x, float y, float width, float height, String color) {
        ink.color(color).number(rightToLeft ? style.width() - x - width : x).number(style.height() - y - height);
        ink.number(width).number(height).say("re f\n");
    }

    /// A picture whose end is at `x`.
    void picture(Picture picture, float x, float y, float width, float height) {
        ink.say("q ").number(width).say("0 0 ").number(height);
        ink.number(rightToLeft ? style.width() - x : x - width).number(style.height() - y - height);
        ink.say("cm /I" + pictures.size() + " Do Q\n");
        pictures.add(picture);
    }

    List<Element> pieces() {
        return pieces;
    }

    List<Picture> pictures() {
        return pictures;
    }

    byte[] content() {
        return ink.bytes();
    }

    private void text(TextLine line, float left, float y, String color) {
        ink.say("BT ").color(color);
        float at = left;
        for (Shaped run : line.runs()) {
            Subset font = fonts.computeIfAbsent(run.face(), Subset::new);
            ink.say("/" + run.face().name() + " ").number(line.size()).say("Tf 1 0 0 1 ");
            ink.number(at).number(style.height() - y).say("Tm ");
            new Strokes(ink, font, line.size()).paint(run);
            at += run.width() * line.size() / 1000;
        }
        ink.say("ET\n");
    }
}
