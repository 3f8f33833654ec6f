package dev.portico.invoice.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;

/// Bytes as PDF keeps them.
final class Streams {

    // Higher levels take twice the time and save a few bytes in a hundred.
    private static final int LEVEL = 4;

    private Streams() {}

    static COSStream of(byte[] content) throws IOException {
        return deflated(deflate(content), content.length);
    }

    /// @param length before it was deflated
    static COSStream deflated(byte[] deflated, int length) throws IOException {
        var stream = new COSStream();
        stream.setItem(COSName.FILTER, COSName.FLATE_DECODE);
        stream.setInt("DL", length);
        write(stream, deflated);
        return stream;
    }

    static COSStream plain(byte[] content) throws IOException {
        var stream = new COSStream();
        write(stream, content);
        return stream;
    }

    static byte[] deflate(byte[] content) throws IOException {
        var deflater = new Deflater(LEVEL);
        try {
            var bytes = new ByteArrayOutputStream(content.length / 2 + 64);
            try (var out = new DeflaterOutputStream(bytes, deflater, 4096)) {
                out.write(content);
            }
            return bytes.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static COSArray numbers(int... numbers) {
        var array = new COSArray();
        array.setDirect(true);
        for (int number : numbers) array.add(COSInteger.get(number));
        return array;
    }

    private static void write(COSStream stream, byte[] content) throws IOException {
        try (OutputStream raw = stream.createRawOutputStream()) {
            raw.write(content);
        }
    }
}
