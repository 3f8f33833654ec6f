package dev.portico.invoice.document;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Noto Sans CJK as one language writes it: each character has one glyph, and they stand one after the other.
final class HanFace implements Face {

    private final String name;
    private final boolean bold;
    private final Outlines outlines;
    private final int[] characters;
    private final int[] glyphs;

    /// @param language whose forms of the characters it has: `ja`, `ko`, `zh-Hans`, `zh-Hant`
    HanFace(String language, String name, boolean bold, Outlines outlines) {
        ByteBuffer pairs = ByteBuffer.wrap(Face.resource("han-" + language + ".map"));
        this.name = name;
        this.bold = bold;
        this.outlines = outlines;
        this.characters = new int[pairs.remaining() / 8];
        this.glyphs = new int[characters.length];
        for (int i = 0; i < characters.length; i++) {
            characters[i] = pairs.getInt();
            glyphs[i] = pairs.getInt();
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
        return Arrays.binarySearch(characters, character) >= 0;
    }

    @Override
    public Shaped shape(String text, boolean rightToLeft) {
        int count = text.codePointCount(0, text.length());
        var shaped = new Shaped(this, text, new int[count], new float[count + 1], new float[count], new int[count]);
        for (int i = 0, at = 0; i < count; i++) {
            int place = rightToLeft ? count - 1 - i : i;
            int character = text.codePointAt(at);
            shaped.glyphs()[place] = glyphs[Arrays.binarySearch(characters, character)];
            shaped.starts()[place] = at;
            at += Character.charCount(character);
        }
        for (int i = 0; i < count; i++)
            shaped.places()[i + 1] = shaped.places()[i] + outlines.advance(shaped.glyphs()[i]);
        return shaped;
    }
}
