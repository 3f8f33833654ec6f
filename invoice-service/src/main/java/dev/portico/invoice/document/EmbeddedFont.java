package dev.portico.invoice.document;

import java.io.IOException;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/// A subset of a font, as PDF describes it.
final class EmbeddedFont {

    private static final int SYMBOLIC = 4;
    private static final int CAP_HEIGHT = 714;

    private EmbeddedFont() {}

    static COSDictionary of(Subset subset) throws IOException {
        byte[] file = subset.file();
        String name = "PORTIC+" + subset.face().name();
        var font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.TYPE0);
        font.setName(COSName.BASE_FONT, name);
        font.setItem(COSName.ENCODING, COSName.IDENTITY_H);
        font.setItem(COSName.TO_UNICODE, Streams.of(subset.unicodes()));
        var descendants = new COSArray();
        descendants.add(descendant(subset, name, file));
        font.setItem(COSName.DESCENDANT_FONTS, descendants);
        return font;
    }

    private static COSDictionary descendant(Subset subset, String name, byte[] file) throws IOException {
        var font = new COSDictionary();
        font.setItem(COSName.TYPE, COSName.FONT);
        font.setItem(COSName.SUBTYPE, COSName.CID_FONT_TYPE2);
        font.setName(COSName.BASE_FONT, name);
        var system = new COSDictionary();
        system.setDirect(true);
        system.setString(COSName.REGISTRY, "Adobe");
        system.setString(COSName.ORDERING, "Identity");
        system.setInt(COSName.SUPPLEMENT, 0);
        font.setItem(COSName.CIDSYSTEMINFO, system);
        font.setItem(COSName.FONT_DESC, descriptor(subset, name, file));
        font.setItem(COSName.CID_TO_GID_MAP, COSName.IDENTITY);
        var widths = new COSArray();
        widths.setDirect(true);
        var all = new COSArray();
        all.setDirect(true);
        for (int number = 0; number < subset.count(); number++) all.add(COSInteger.get(subset.width(number)));
        widths.add(COSInteger.get(0));
        widths.add(all);
        font.setItem(COSName.W, widths);
        return font;
    }

    private static COSDictionary descriptor(Subset subset, String name, byte[] file) throws IOException {
        Outlines outlines = subset.face().outlines();
        var descriptor = new COSDictionary();
        descriptor.setItem(COSName.TYPE, COSName.FONT_DESC);
        descriptor.setName(COSName.FONT_NAME, name);
        descriptor.setInt(COSName.FLAGS, SYMBOLIC);
        descriptor.setItem(COSName.FONT_BBOX, Streams.numbers(outlines.box()));
        descriptor.setInt(COSName.ITALIC_ANGLE, 0);
        descriptor.setInt(COSName.ASCENT, outlines.ascent());
        descriptor.setInt(COSName.DESCENT, outlines.descent());
        descriptor.setInt(COSName.CAP_HEIGHT, CAP_HEIGHT);
        descriptor.setInt(COSName.STEM_V, subset.face().bold() ? 120 : 80);
        COSStream program = Streams.of(file);
        program.setInt(COSName.LENGTH1, file.length);
        descriptor.setItem(COSName.FONT_FILE2, program);
        return descriptor;
    }
}
