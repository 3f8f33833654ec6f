package dev.portico.invoice.document;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The glyphs of one face that a document uses, numbered anew in the order in which they are first used, with the text
/// that each stands for.
final class Subset {

    private static final String[] TABLES = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};

    private final Face face;
    private final Outlines outlines;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<Integer> glyphs = new ArrayList<>();
    private final List<@Nullable String> texts = new ArrayList<>();

    Subset(Face face) {
        this.face = face;
        this.outlines = face.outlines();
        number(0);
    }

    Face face() {
        return face;
    }

    /// The glyph's number in this document.
    int number(int glyph) {
        Integer known = numbers.putIfAbsent(glyph, glyphs.size());
        if (known != null) return known;
        glyphs.add(glyph);
        texts.add(null);
        return glyphs.size() - 1;
    }

    /// Lets a glyph stand for a text wherever it is used.
    ///
    /// @return false if it stands for another one already
    boolean standsFor(int number, String text) {
        String known = texts.get(number);
        if (known == null) texts.set(number, text);
        return known == null || known.equals(text);
    }

    int count() {
        return glyphs.size();
    }

    int width(int number) {
        return outlines.advance(glyphs.get(number));
    }

    /// A TrueType font of these glyphs alone.
    byte[] file() {
        var glyf = new ByteArrayOutputStream();
        var loca = new Table();
        var hmtx = new Table();
        for (int i = 0; i < glyphs.size(); i++) {
            byte[] outline = outlines.outline(glyphs.get(i));
            Outlines.renumber(outline, this::number); // those it is made of join at the end of the list
            loca.ints(glyf.size());
            hmtx.shorts(outlines.rawAdvance(glyphs.get(i)), outlines.leftBearing(glyphs.get(i)));
            glyf.writeBytes(outline);
            while (glyf.size() % 4 != 0) glyf.write(0);
        }
        loca.ints(glyf.size());
        return assembled(glyf.toByteArray(), head(), hhea(), hmtx.bytes(), loca.bytes(), maxp());
    }

    /// The text of each glyph, as a CMap.
    byte[] unicodes() {
        var map = new Ink().say("""
                /CIDInit /ProcSet findresource begin 12 dict begin begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def /CMapType 2 def
                1 begincodespacerange <0000> <FFFF> endcodespacerange
                """);
        List<Integer> told = numbers.values().stream()
                .sorted()
                .filter(i -> texts.get(i) != null)
                .toList();
        for (int from = 0; from < told.size(); from += 100) {
            List<Integer> some = told.subList(from, Math.min(from + 100, told.size()));
            map.say(some.size() + " beginbfchar\n");
            for (int number : some) {
                map.say("<").glyph(number).say("> <");
                for (char c : String.valueOf(texts.get(number)).toCharArray()) map.glyph(c);
                map.say(">\n");
            }
            map.say("endbfchar\n");
        }
        return map.say("endcmap CMapName currentdict /CMap defineresource pop end end")
                .bytes();
    }

    private byte[] head() {
        var head = new Table();
        head.ints(0x00010000, 0x00010000, 0, 0x5F0F3CF5);
        head.shorts(0, outlines.unitsPerEm());
        head.ints(0, 0, 0, 0);
        for (int edge : outlines.box()) head.shorts(Math.round(edge * outlines.unitsPerEm() / 1000f));
        head.shorts(face.bold() ? 1 : 0, 8, 2, 1, 0);
        return head.bytes();
    }

    private byte[] hhea() {
        var hhea = new Table();
        hhea.ints(0x00010000);
        hhea.shorts(outlines.ascent(), outlines.descent(), 0, outlines.unitsPerEm());
        hhea.shorts(0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.size());
        return hhea.bytes();
    }

    private byte[] maxp() {
        var maxp = new Table();
        maxp.ints(0x00010000);
        maxp.shorts(glyphs.size(), 4096, 512, 4096, 512, 1, 0, 0, 0, 0, 0, 0, 16, 4);
        return maxp.bytes();
    }

    private static byte[] assembled(byte[]... tables) {
        var file = new Table();
        file.ints(0x00010000);
        file.shorts(tables.length, 64, 2, 32);
        int at = 12 + 16 * tables.length;
        for (int i = 0; i < tables.length; i++) {
            file.letters(TABLES[i]);
            file.ints(0, at, tables[i].length);
            at += (tables[i].length + 3) / 4 * 4;
        }
        for (byte[] table : tables) file.padded(table);
        return file.bytes();
    }

    /// Big-endian numbers, one after the other.
    private static final class Table {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream data = new DataOutputStream(bytes);

        void ints(int... values) {
            try {
                for (int value : values) data.writeInt(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void shorts(int... values) {
            try {
                for (int value : values) data.writeShort(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void letters(String name) {
            bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        }

        void padded(byte[] table) {
            bytes.writeBytes(table);
            while (bytes.size() % 4 != 0) bytes.write(0);
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
