package dev.portico.invoice.document;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/// Noto Sans, shaped by the JDK's HarfBuzz, which joins Arabic letters, forms Indic syllables and places marks.
final class LetterFace implements Face {

    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final float EM = 1000;

    private final String name;
    private final boolean bold;
    private final Font shaping;
    private final Outlines outlines;

    LetterFace(String file, String name, boolean bold) {
        byte[] bytes = Face.resource(file);
        this.name = name;
        this.bold = bold;
        this.outlines = new Outlines(bytes);
        try {
            this.shaping = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(bytes))
                    .deriveFont(EM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(file + " is not a font", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean bold() {
        return bold;
    }

    @Override
    public Outlines outlines() {
        return outlines;
    }

    @Override
    public boolean has(int character) {
        return shaping.canDisplay(character);
    }

    @Override
    public Shaped shape(String text, boolean rightToLeft) {
        char[] characters = text.toCharArray();
        int direction = rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT;
        GlyphVector vector = shaping.layoutGlyphVector(CONTEXT, characters, 0, characters.length, direction);
        int count = vector.getNumGlyphs();
        float[] points = vector.getGlyphPositions(0, count + 1, null);
        int[] starts = vector.getGlyphCharIndices(0, count, null);
        var glyphs = vector.getGlyphCodes(0, count, null);
        var places = new float[count + 1];
        var rises = new float[count];
        for (int i = 0; i < count; i++) {
            if (glyphs[i] >= outlines.glyphs()) glyphs[i] = -1; // the shaper deletes some, such as joiners
            places[i] = points[2 * i];
            rises[i] = -points[2 * i + 1];
        }
        places[count] = points[2 * count];
        return new Shaped(this, text, glyphs, places, rises, starts);
    }
}
