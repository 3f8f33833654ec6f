package dev.portico.invoice.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

/// The glyphs of one face that a document uses, embedded with the text they stand for, so that it can be searched and
/// copied.
final class EmbeddedFont {

    private final Typeface face;
    private final COSDictionary dictionary = new COSDictionary();
    private final Map<Integer, String> used = new TreeMap<>();

    EmbeddedFont(Typeface face) {
        this.face = face;
    }

    /// What pages refer to; filled by [#embed] when all pages are written.
    COSDictionary dictionary() {
        return dictionary;
    }

    void use(int glyph, String source) {
        used.merge(glyph, source, (known, other) -> known.isEmpty() ? other : known);
    }

    void embed(PDDocument pdf) throws IOException {
        try (TrueTypeFont font = face.open()) {
            var subsetter = new TTFSubsetter(font);
            subsetter.setPrefix("PORTIC+");
            subsetter.addGlyphIds(used.keySet());
            var subset = new ByteArrayOutputStream();
            subsetter.writeToStream(subset);
            String name = "PORTIC+" + font.getName();
            dictionary.setItem(COSName.TYPE, COSName.FONT);
            dictionary.setItem(COSName.SUBTYPE, COSName.TYPE0);
            dictionary.setName(COSName.BASE_FONT, name);
            dictionary.setItem(COSName.ENCODING, COSName.IDENTITY_H);
            dictionary.setItem(COSName.TO_UNICODE, stream(pdf, unicodes().getBytes(StandardCharsets.US_ASCII)));
            var descendants = new COSArray();
            descendants.add(descendant(pdf, font, name, subset.toByteArray(), subsetter.getGIDMap()));
            dictionary.setItem(COSName.DESCENDANT_FONTS, descendants);
        }
    }

    private COSDictionary descendant(
            PDDocument pdf, TrueTypeFont font, String name, byte[] subset, Map<Integer, Integer> newToOld)
            throws IOException {
        float scale = 1000f / font.getUnitsPerEm();
        var cid = new COSDictionary();
        cid.setItem(COSName.TYPE, COSName.FONT);
        cid.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        cid.setName(COSName.BASE_FONT, name);
        var system = new COSDictionary();
        system.setString(COSName.REGISTRY, "Adobe");
        system.setString(COSName.ORDERING, "Identity");
        system.setInt(COSName.SUPPLEMENT, 0);
        cid.setItem(COSName.CIDSYSTEMINFO, system);
        cid.setItem(COSName.FONT_DESC, descriptor(pdf, font, name, subset, scale));
        cid.setItem(COSName.W, widths(font, scale));
        cid.setItem(COSName.CID_TO_GID_MAP, stream(pdf, cidToGid(newToOld)));
        return cid;
    }

    private static COSDictionary descriptor(PDDocument pdf, TrueTypeFont font, String name, byte[] subset, float scale)
            throws IOException {
        var descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, name);
        descriptor.setInt(COSName.FLAGS, 4);
        var header = font.getHeader();
        var box = new COSArray();
        for (int edge : new int[] {header.getXMin(), header.getYMin(), header.getXMax(), header.getYMax()})
            box.add(COSInteger.get(Math.round(edge * scale)));
        descriptor.setItem(COSName.FONT_BBOX, box);
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, Math.round(font.getHorizontalHeader().getAscender() * scale));
        descriptor.setInt(COSName.DESCENT, Math.round(font.getHorizontalHeader().getDescender() * scale));
        descriptor.setInt(COSName.CAP_HEIGHT, 729);
        descriptor.setInt(COSName.STEM_V, 80);
        descriptor.setItem(COSName.FONT_FILE2, stream(pdf, subset));
        return descriptor;
    }

    private COSArray widths(TrueTypeFont font, float scale) throws IOException {
        var widths = new COSArray();
        for (int glyph : used.keySet()) {
            widths.add(COSInteger.get(glyph));
            var one = new COSArray();
            one.add(COSInteger.get(Math.round(font.getAdvanceWidth(glyph) * scale)));
            widths.add(one);
        }
        return widths;
    }

    private static byte[] cidToGid(Map<Integer, Integer> newToOld) {
        int highest =
                newToOld.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        var map = new byte[2 * (highest + 1)];
        newToOld.forEach((gid, old) -> {
            map[2 * old] = (byte) (gid >> 8);
            map[2 * old + 1] = gid.byteValue();
        });
        return map;
    }

    private String unicodes() {
        var map = new StringBuilder("""
                /CIDInit /ProcSet findresource begin 12 dict begin begincmap
                /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                /CMapName /Adobe-Identity-UCS def /CMapType 2 def
                1 begincodespacerange <0000> <FFFF> endcodespacerange
                """);
        var pairs = used.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .toList();
        for (int from = 0; from < pairs.size(); from += 100) {
            var some = pairs.subList(from, Math.min(from + 100, pairs.size()));
            map.append(some.size()).append(" beginbfchar\n");
            for (var pair : some) map.append("<%04X> <%s>\n".formatted(pair.getKey(), utf16(pair.getValue())));
            map.append("endbfchar\n");
        }
        return map.append("endcmap CMapName currentdict /CMap defineresource pop end end")
                .toString();
    }

    private static String utf16(String text) {
        var hex = new StringBuilder();
        for (char c : text.toCharArray()) hex.append("%04X".formatted((int) c));
        return hex.toString();
    }

    private static COSStream stream(PDDocument pdf, byte[] content) throws IOException {
        COSStream stream = pdf.getDocument().createCOSStream();
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content);
        }
        stream.setInt(COSName.LENGTH1, content.length);
        return stream;
    }
}
