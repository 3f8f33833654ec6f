package dev.portico.invoice.document;

import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/// One line of text, shaped, its parts in the order in which they stand from left to right.
record TextLine(Typeface face, float size, List<Typeface.Shaped> runs) {

    static TextLine of(String text, Typeface face, float size, boolean rightToLeft) {
        String clean = Clean.line(text);
        if (clean.isEmpty()) return new TextLine(face, size, List.of());
        int base = rightToLeft ? Bidi.DIRECTION_RIGHT_TO_LEFT : Bidi.DIRECTION_LEFT_TO_RIGHT;
        var bidi = new Bidi(clean, base);
        int count = bidi.getRunCount();
        var levels = new byte[count];
        var parts = new Integer[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            parts[i] = i;
        }
        Bidi.reorderVisually(levels, 0, parts, 0, count);
        var runs = new ArrayList<Typeface.Shaped>();
        for (int part : parts) {
            String run = Clean.withoutControls(clean.substring(bidi.getRunStart(part), bidi.getRunLimit(part)));
            if (!run.isEmpty()) runs.add(face.shape(run, bidi.getRunLevel(part) % 2 == 1));
        }
        return new TextLine(face, size, runs);
    }

    /// In points.
    float width() {
        float width = 0;
        for (Typeface.Shaped run : runs) width += run.width();
        return width * size / 1000;
    }
}
