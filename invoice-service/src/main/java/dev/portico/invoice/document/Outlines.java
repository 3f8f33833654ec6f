package dev.portico.invoice.document;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The outlines of a TrueType font, as they lie in its file. Lengths are in thousandths of the font size.
final class Outlines {

    private static final int COMPOSITE = -1;
    private static final int ARGUMENTS_ARE_WORDS = 1;
    private static final int ONE_SCALE = 8;
    private static final int MORE_COMPONENTS = 32;
    private static final int TWO_SCALES = 64;
    private static final int TWO_BY_TWO = 128;

    private final ByteBuffer file;
    private final Map<String, Integer> tables = new HashMap<>();
    private final int unitsPerEm;
    private final boolean wideOffsets;
    private final int glyphs;
    private final int widths;

    Outlines(byte[] file) {
        this.file = ByteBuffer.wrap(file).asReadOnlyBuffer();
        for (int i = 0, at = 12; i < this.file.getShort(4); i++, at += 16)
            tables.put(new String(file, at, 4, StandardCharsets.US_ASCII), this.file.getInt(at + 8));
        this.unitsPerEm = number("head", 18);
        this.wideOffsets = number("head", 50) == 1;
        this.glyphs = number("maxp", 4);
        this.widths = number("hhea", 34);
    }

    int glyphs() {
        return glyphs;
    }

    int unitsPerEm() {
        return unitsPerEm;
    }

    int ascent() {
        return scaled(signed("hhea", 4));
    }

    int descent() {
        return scaled(signed("hhea", 6));
    }

    /// Left, bottom, right, top of all glyphs.
    int[] box() {
        return new int[] {
            scaled(signed("head", 36)),
            scaled(signed("head", 38)),
            scaled(signed("head", 40)),
            scaled(signed("head", 42))
        };
    }

    int advance(int glyph) {
        return scaled(rawAdvance(glyph));
    }

    /// In the font's own units, as `hmtx` has it.
    int rawAdvance(int glyph) {
        return number("hmtx", 4 * Math.min(glyph, widths - 1));
    }

    int leftBearing(int glyph) {
        return glyph < widths ? signed("hmtx", 4 * glyph + 2) : signed("hmtx", 4 * widths + 2 * (glyph - widths));
    }

    /// A copy of what `glyf` has for it; empty for a space.
    byte[] outline(int glyph) {
        var bytes = new byte[offset(glyph + 1) - offset(glyph)];
        file.get(table("glyf") + offset(glyph), bytes);
        return bytes;
    }

    /// What becomes of the glyphs that a composite one is made of.
    @FunctionalInterface
    interface Renumbering {
        int of(int glyph);
    }

    /// Puts other numbers in place of those of the glyphs that this one is made of.
    static void renumber(byte[] outline, Renumbering numbers) {
        if (outline.length == 0) return;
        var glyph = ByteBuffer.wrap(outline);
        if (glyph.getShort(0) != COMPOSITE) return;
        int flags = MORE_COMPONENTS;
        for (int at = 10; (flags & MORE_COMPONENTS) != 0; at += length(flags)) {
            flags = glyph.getShort(at);
            glyph.putShort(at + 2, (short) numbers.of(glyph.getShort(at + 2) & 0xFFFF));
        }
    }

    private static int length(int flags) {
        int arguments = (flags & ARGUMENTS_ARE_WORDS) != 0 ? 8 : 6;
        if ((flags & ONE_SCALE) != 0) return arguments + 2;
        if ((flags & TWO_SCALES) != 0) return arguments + 4;
        return (flags & TWO_BY_TWO) != 0 ? arguments + 8 : arguments;
    }

    private int offset(int glyph) {
        int loca = table("loca");
        return wideOffsets ? file.getInt(loca + 4 * glyph) : 2 * (file.getShort(loca + 2 * glyph) & 0xFFFF);
    }

    private int scaled(int units) {
        return Math.round(units * 1000f / unitsPerEm);
    }

    private int number(String table, int at) {
        return signed(table, at) & 0xFFFF;
    }

    private int signed(String table, int at) {
        return file.getShort(table(table) + at);
    }

    private int table(String name) {
        return Objects.requireNonNull(tables.get(name));
    }
}
