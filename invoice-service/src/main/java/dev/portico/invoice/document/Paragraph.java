package dev.portico.invoice.document;

import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.util.ULocale;
import java.util.ArrayList;
import java.util.List;

/// Text broken into lines that fit, by the rules of its language.
final class Paragraph {

    private final String text;
    private final Typeface typeface;
    private final float size;
    private final Reading reading;
    private final BreakIterator breaks;

    private Paragraph(String text, Typeface typeface, float size, Reading reading) {
        this.text = text;
        this.typeface = typeface;
        this.size = size;
        this.reading = reading;
        this.breaks = BreakIterator.getLineInstance(ULocale.forLanguageTag(reading.language()));
        breaks.setText(text);
    }

    /// @param width in points; a word that is wider is broken where it must be
    /// @return at least one line
    static List<TextLine> lines(String text, Typeface typeface, float size, float width, Reading reading) {
        String clean = Clean.line(text).strip();
        TextLine whole = TextLine.of(clean, typeface, size, reading);
        return whole.width() <= width ? List.of(whole) : new Paragraph(clean, typeface, size, reading).broken(width);
    }

    private List<TextLine> broken(float width) {
        var lines = new ArrayList<TextLine>();
        float[] ends = ends();
        for (int from = 0; from < text.length(); ) {
            int to = fitting(ends, from, width);
            lines.add(line(text.substring(from, to).strip()));
            from = to;
            while (from < text.length() && text.charAt(from) == ' ') from++;
        }
        return lines;
    }

    private int fitting(float[] ends, int from, float width) {
        float begin = from == 0 ? 0 : ends[from - 1];
        int room = from;
        while (room < ends.length && ends[room] - begin <= width) room++;
        if (room == ends.length) return room;
        int last = breaks.isBoundary(room) ? room : breaks.preceding(room);
        return last > from ? last : withinWord(from, room);
    }

    private int withinWord(int from, int room) {
        var letters = BreakIterator.getCharacterInstance();
        letters.setText(text);
        int last = letters.isBoundary(room) ? room : letters.preceding(room);
        return last > from ? last : letters.following(from);
    }

    // Where each character would end on one long line. What stands between two places where a line may end is measured
    // as a whole, and shared out evenly: nearly always it is kept together anyway.
    private float[] ends() {
        var ends = new float[text.length()];
        float end = 0;
        for (int from = breaks.first(), to = breaks.next(); to != BreakIterator.DONE; from = to, to = breaks.next()) {
            float share = line(text.substring(from, to)).width() / (to - from);
            for (int i = from; i < to; i++) ends[i] = end += share;
        }
        return ends;
    }

    private TextLine line(String part) {
        return TextLine.of(part, typeface, size, reading);
    }
}
