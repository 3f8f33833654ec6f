package dev.portico.invoice.document;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/// One page being painted. Places are in points from the upper left corner; where the document runs from right to left,
/// they are
/// mirrored here and nowhere else.
final class Sheet {

    private static final PDRectangle A4 = PDRectangle.A4;

    private final StringBuilder content = new StringBuilder();
    private final Map<Typeface, EmbeddedFont> fonts;
    private final boolean mirrored;

    Sheet(Map<Typeface, EmbeddedFont> fonts, boolean mirrored) {
        this.fonts = fonts;
        this.mirrored = mirrored;
    }

    static float width() {
        return A4.getWidth();
    }

    static float height() {
        return A4.getHeight();
    }

    /// Text that begins at a place.
    void start(TextLine line, float x, float baseline, String color) {
        paint(line, mirrored ? width() - x - line.width() : x, baseline, color);
    }

    /// Text that ends at a place.
    void end(TextLine line, float x, float baseline, String color) {
        paint(line, mirrored ? width() - x : x - line.width(), baseline, color);
    }

    void fill(float x, float y, float width, float height, String color) {
        float left = mirrored ? width() - x - width : x;
        content.append("%s rg %s %s %s %s re f\n"
                .formatted(rgb(color), number(left), number(height() - y - height), number(width), number(height)));
    }

    PDPage page(PDDocument pdf) throws IOException {
        var page = new PDPage(A4);
        var stream = new PDStream(pdf);
        try (var out = stream.createOutputStream(COSName.FLATE_DECODE)) {
            out.write(content.toString().getBytes(StandardCharsets.US_ASCII));
        }
        page.setContents(stream);
        var resources = new PDResources();
        fonts.forEach((face, font) -> {
            var all = resources.getCOSObject().getCOSDictionary(COSName.FONT);
            if (all == null)
                resources.getCOSObject().setItem(COSName.FONT, all = new org.apache.pdfbox.cos.COSDictionary());
            all.setItem(face.name(), font.dictionary());
        });
        page.setResources(resources);
        return page;
    }

    private void paint(TextLine line, float left, float baseline, String color) {
        if (line.runs().isEmpty()) return;
        content.append("BT %s rg /%s %s Tf %s %s Td "
                .formatted(
                        rgb(color),
                        line.face().name(),
                        number(line.size()),
                        number(left),
                        number(height() - baseline)));
        float pen = 0;
        for (Typeface.Shaped run : line.runs()) pen = glyphs(line, run, pen);
        content.append("ET\n");
    }

    // Each glyph is placed from where the viewer's pen will be, which knows only the widths that the font declares.
    private float glyphs(TextLine line, Typeface.Shaped run, float start) {
        EmbeddedFont font = Objects.requireNonNull(fonts.get(line.face()));
        float rise = 0;
        for (int i = 0; i < run.glyphs().length; i++) {
            if (run.glyphs()[i] < 0) continue;
            font.use(run.glyphs()[i], run.sources()[i]);
            if (run.rises()[i] != rise) {
                rise = run.rises()[i];
                content.append(number(rise * line.size() / 1000)).append(" Ts ");
            }
            float correction = Metrics.declaredWidth(line.face(), run.glyphs()[i]) - run.advances()[i];
            content.append("[<%04X> %s] TJ ".formatted(run.glyphs()[i], number(correction)));
        }
        if (rise != 0) content.append("0 Ts ");
        return start + run.width();
    }

    private static String rgb(String color) {
        int value = Integer.parseInt(color.substring(1), 16);
        return number((value >> 16 & 255) / 255f) + " " + number((value >> 8 & 255) / 255f) + " "
                + number((value & 255) / 255f);
    }

    private static String number(float value) {
        String text = String.format(java.util.Locale.ROOT, "%.3f", value);
        return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
    }
}
