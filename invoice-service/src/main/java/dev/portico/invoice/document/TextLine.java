package dev.portico.invoice.document;

import com.ibm.icu.text.Bidi;
import java.util.ArrayList;
import java.util.List;

/// One line of text, shaped, its parts in the order in which they stand from left to right.
record TextLine(float size, List<Shaped> runs) {

    static TextLine of(String text, Typeface typeface, float size, Reading reading) {
        String clean = Clean.line(text);
        char[] characters = clean.toCharArray();
        var runs = new ArrayList<Shaped>();
        if (!reading.rightToLeft() && !Bidi.requiresBidi(characters, 0, characters.length)) {
            runs.addAll(shaped(clean, false, typeface, reading));
            return new TextLine(size, runs);
        }
        // A line in another script than its reader's, such as a foreign address, runs in its own direction.
        var bidi = new Bidi(clean, reading.rightToLeft() ? Bidi.LEVEL_DEFAULT_RTL : Bidi.LEVEL_DEFAULT_LTR);
        int count = clean.isEmpty() ? 0 : bidi.getRunCount();
        var levels = new byte[count];
        var parts = new Integer[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) bidi.getRunLevel(i);
            parts[i] = i;
        }
        Bidi.reorderVisually(levels, 0, parts, 0, count);
        for (int part : parts) {
            String run = clean.substring(bidi.getRunStart(part), bidi.getRunLimit(part));
            runs.addAll(shaped(run, bidi.getRunLevel(part) % 2 == 1, typeface, reading));
        }
        return new TextLine(size, runs);
    }

    /// In points.
    float width() {
        float width = 0;
        for (Shaped run : runs) width += run.width();
        return width * size / 1000;
    }

    // A text of one direction, cut where the face changes.
    private static List<Shaped> shaped(String text, boolean rightToLeft, Typeface typeface, Reading reading) {
        var runs = new ArrayList<Shaped>();
        var part = new StringBuilder();
        Face face = typeface.letters();
        for (int at = 0, next; at < text.length(); at = next) {
            int character = text.codePointAt(at);
            next = at + Character.charCount(character);
            if (Clean.isSilent(character)) continue;
            Face own = character == ' ' || character == 0x200C || character == 0x200D
                    ? typeface.letters()
                    : typeface.face(character, reading.language());
            if (own != face && !part.isEmpty()) {
                runs.add(face.shape(part.toString(), rightToLeft));
                part.setLength(0);
            }
            face = own;
            part.appendCodePoint(
                    own.has(character) || character == 0x200C || character == 0x200D ? character : Typeface.UNKNOWN);
        }
        if (!part.isEmpty()) runs.add(face.shape(part.toString(), rightToLeft));
        return rightToLeft ? runs.reversed() : runs;
    }
}
