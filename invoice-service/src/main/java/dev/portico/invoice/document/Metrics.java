package dev.portico.invoice.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.TrueTypeFont;

/// The widths that a face declares for its glyphs.
final class Metrics {

    private static final Map<Typeface, int[]> WIDTHS = new ConcurrentHashMap<>();

    private Metrics() {}

    /// In thousandths of the font size, rounded as it is embedded.
    static int declaredWidth(Typeface face, int glyph) {
        return WIDTHS.computeIfAbsent(face, Metrics::read)[glyph];
    }

    private static int[] read(Typeface face) {
        try (TrueTypeFont font = face.open()) {
            var widths = new int[font.getNumberOfGlyphs()];
            float scale = 1000f / font.getUnitsPerEm();
            for (int glyph = 0; glyph < widths.length; glyph++)
                widths[glyph] = Math.round(font.getAdvanceWidth(glyph) * scale);
            return widths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
