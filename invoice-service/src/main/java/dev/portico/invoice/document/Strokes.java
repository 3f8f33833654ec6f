package dev.portico.invoice.document;

/// Paints shaped glyphs one after the other, each with the text that it stands for.
final class Strokes {

    private final Ink ink;
    private final Subset font;
    private final float size;
    private boolean open;
    private boolean inside;
    private int pen;
    private float rise;

    /// @param size of the font, in points
    Strokes(Ink ink, Subset font, float size) {
        this.ink = ink;
        this.font = font;
        this.size = size;
    }

    void paint(Shaped run) {
        int[] starts = run.starts();
        for (int from = 0, to; from < starts.length; from = to) {
            to = from + 1;
            while (to < starts.length && starts[to] == starts[from]) to++;
            cluster(run, from, to);
        }
        close();
        if (rise != 0) ink.say("0 Ts ");
    }

    // Most clusters are one glyph, which a font tells the text of. The others bring their text along.
    private void cluster(Shaped run, int from, int to) {
        String text = run.text().substring(run.starts()[from], run.endOf(run.starts()[from]));
        boolean told = to - from == 1;
        for (int i = from; i < to; i++)
            if (run.glyphs()[i] >= 0) told &= font.standsFor(font.number(run.glyphs()[i]), text);
        if (!told) {
            close();
            ink.say("/Span<</ActualText ").text(text).say(">>BDC ");
        }
        for (int i = from; i < to; i++)
            if (run.glyphs()[i] >= 0) glyph(font.number(run.glyphs()[i]), Math.round(run.places()[i]), run.rises()[i]);
        if (!told) {
            close();
            ink.say("EMC ");
        }
    }

    private void glyph(int number, int place, float above) {
        if (Math.abs(above - rise) > 0.01) {
            close();
            rise = above;
            ink.number(rise * size / 1000).say("Ts ");
        }
        if (!open) ink.say("[");
        open = true;
        if (place != pen) {
            if (inside) ink.say(">");
            inside = false;
            ink.say(Integer.toString(pen - place));
        }
        if (!inside) ink.say("<");
        inside = true;
        ink.glyph(number);
        pen = place + font.width(number);
    }

    private void close() {
        if (inside) ink.say(">");
        if (open) ink.say("]TJ ");
        open = false;
        inside = false;
    }
}
