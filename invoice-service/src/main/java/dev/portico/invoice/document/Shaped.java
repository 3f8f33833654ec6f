package dev.portico.invoice.document;

/// Glyphs of one direction and one face, in the order in which they are painted. Lengths are in thousandths of the font
/// size.
///
/// @param glyphs by the face's own numbers; -1 where there is nothing to paint
/// @param places where each glyph stands, and at the end where the text ends
/// @param rises how far each stands above the line
/// @param starts from which character of the text each glyph is
record Shaped(Face face, String text, int[] glyphs, float[] places, float[] rises, int[] starts) {

    float width() {
        return places[glyphs.length];
    }

    /// Where the characters end that begin at `start`: where another glyph's begin.
    int endOf(int start) {
        int end = text.length();
        for (int other : starts) if (other > start && other < end) end = other;
        return end;
    }
}
