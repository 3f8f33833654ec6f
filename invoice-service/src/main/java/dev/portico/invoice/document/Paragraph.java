package dev.portico.invoice.document;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text broken into lines that fit.
final class Paragraph {

    private Paragraph() {}

    /// @param width in points; a word that is wider is broken where it must be
    static List<TextLine> lines(String text, Typeface face, float size, float width, InvoiceDocument document) {
        var lines = new ArrayList<TextLine>();
        String rest = Clean.line(text).strip();
        while (!rest.isEmpty()) {
            int end = fitting(rest, face, size, width, document);
            lines.add(TextLine.of(rest.substring(0, end).strip(), face, size, document.rightToLeft()));
            rest = rest.substring(end).strip();
        }
        return lines;
    }

    private static int fitting(String text, Typeface face, float size, float width, InvoiceDocument document) {
        if (fits(text, face, size, width, document)) return text.length();
        int words = last(
                BreakIterator.getLineInstance(Locale.forLanguageTag(document.language())),
                text,
                face,
                size,
                width,
                document);
        if (words > 0) return words;
        int letters = last(BreakIterator.getCharacterInstance(), text, face, size, width, document);
        return Math.max(letters, Character.charCount(text.codePointAt(0)));
    }

    private static int last(
            BreakIterator breaks, String text, Typeface face, float size, float width, InvoiceDocument document) {
        breaks.setText(text);
        int last = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (!fits(text.substring(0, end).stripTrailing(), face, size, width, document)) break;
            last = end;
        }
        return last;
    }

    private static boolean fits(String text, Typeface face, float size, float width, InvoiceDocument document) {
        return TextLine.of(text, face, size, document.rightToLeft()).width() <= width;
    }
}
