package dev.portico.invoice.document;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/// One face of a font: shapes text into glyphs with the JDK's HarfBuzz, which joins Arabic letters and places marks.
final class Typeface {

    static final Typeface REGULAR = load("DejaVuSans.ttf", "F0");
    static final Typeface BOLD = load("DejaVuSans-Bold.ttf", "F1");

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final float EM = 1000;

    private final String name;
    private final Font shaping;
    private final byte[] file;

    /// Glyphs of one direction, in the order in which they are painted, in thousandths of the font size.
    ///
    /// @param advances how far each glyph is from the next
    /// @param sources the text that each glyph stands for; empty where a neighbour stands for it
    record Shaped(int[] glyphs, float[] advances, float[] rises, String[] sources, float width) {}

    private Typeface(String name, Font shaping, byte[] file) {
        this.name = name;
        this.shaping = shaping;
        this.file = file;
    }

    /// Its name among a page's resources.
    String name() {
        return name;
    }

    Shaped shape(String text, boolean rightToLeft) {
        char[] characters = text.toCharArray();
        int direction = rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT;
        GlyphVector vector = shaping.layoutGlyphVector(CONTEXT, characters, 0, characters.length, direction);
        int count = vector.getNumGlyphs();
        float[] places = vector.getGlyphPositions(0, count + 1, null);
        var glyphs = new int[count];
        var advances = new float[count];
        var rises = new float[count];
        for (int i = 0; i < count; i++) {
            int glyph = vector.getGlyphCode(i);
            glyphs[i] = glyph < shaping.getNumGlyphs() ? glyph : -1; // the shaper deletes some, such as joiners
            advances[i] = places[2 * i + 2] - places[2 * i];
            rises[i] = -places[2 * i + 1];
        }
        return new Shaped(glyphs, advances, rises, sources(vector, text), places[2 * count]);
    }

    /// The font for embedding; the caller closes it.
    TrueTypeFont open() throws IOException {
        return new TTFParser().parse(new RandomAccessReadBuffer(file));
    }

    // A glyph stands for the characters from its own to the next glyph's; ligatures for several, marks for none of
    // their own.
    private static String[] sources(GlyphVector vector, String text) {
        int count = vector.getNumGlyphs();
        var sources = new String[count];
        var starts = new java.util.TreeSet<Integer>();
        for (int i = 0; i < count; i++) starts.add(vector.getGlyphCharIndex(i));
        var said = new java.util.HashSet<Integer>();
        for (int i = 0; i < count; i++) {
            int start = vector.getGlyphCharIndex(i);
            Integer next = starts.higher(start);
            sources[i] = said.add(start) ? text.substring(start, next == null ? text.length() : next) : "";
        }
        return sources;
    }

    private static Typeface load(String file, String name) {
        try (InputStream in = Typeface.class.getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/" + file)) {
            if (in == null) throw new IllegalStateException("the font " + file + " is missing from the class path");
            byte[] bytes = in.readAllBytes();
            Font font = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes))
                    .deriveFont(EM);
            return new Typeface(name, font, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(file + " is not a font", e);
        }
    }
}
