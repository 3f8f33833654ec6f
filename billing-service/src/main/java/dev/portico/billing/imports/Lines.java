package dev.portico.billing.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/// Reads one line after the other, and never holds more than one. Empty lines are counted and passed over.
final class Lines {

    /// Bytes of a line at most.
    static final int LONGEST = 65_536;

    private final InputStream bytes;
    private int number;

    /// One line.
    ///
    /// @param text null if it can't be read
    /// @param wrong why it can't; null if it can
    record Line(int number, @Nullable String text, @Nullable String wrong) {}

    /// @param from the number of the first line
    Lines(InputStream bytes, int from) {
        this.bytes = new BufferedInputStream(bytes, 65_536);
        this.number = from - 1;
    }

    /// The next line that is not empty; null at the end.
    @Nullable
    Line next() throws IOException {
        for (int first = bytes.read(); first >= 0; first = bytes.read()) {
            Line line = line(first);
            if (line != null) return line;
        }
        return null;
    }

    private @Nullable Line line(int first) throws IOException {
        number++;
        var read = new ByteArrayOutputStream();
        long length = 0;
        for (int b = first; b >= 0 && b != '\n'; b = bytes.read()) {
            if (++length <= LONGEST) read.write(b);
        }
        if (length > LONGEST) return new Line(number, null, "is longer than " + LONGEST + " bytes");
        try {
            String text = UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(read.toByteArray()))
                    .toString()
                    .strip();
            return text.isEmpty() ? null : new Line(number, text, null);
        } catch (CharacterCodingException e) {
            return new Line(number, null, "is not UTF-8");
        }
    }

    /// The number of the last line that was read.
    int number() {
        return number;
    }
}
