package dev.portico.invoice.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// One font in one weight: knows which glyphs stand for a text, and where they stand.
sealed interface Face permits LetterFace, HanFace {

    /// Its name in a document that it is embedded in.
    String name();

    boolean bold();

    Outlines outlines();

    boolean has(int character);

    /// @param text of one direction, all of which this face has
    Shaped shape(String text, boolean rightToLeft);

    static byte[] resource(String name) {
        try (InputStream in = Face.class.getResourceAsStream("/dev/portico/fonts/" + name)) {
            if (in == null) throw new IllegalStateException("the font " + name + " is missing from the class path");
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
