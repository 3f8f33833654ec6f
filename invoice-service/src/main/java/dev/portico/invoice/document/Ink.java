package dev.portico.invoice.document;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What is painted on a page, in PDF's operators.
final class Ink {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);

    Ink say(String operators) {
        bytes.writeBytes(operators.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /// To hundredths of a point.
    Ink number(float value) {
        long hundredths = Math.round(value * 100.0);
        if (hundredths < 0) bytes.write('-');
        long size = Math.abs(hundredths);
        say(Long.toString(size / 100));
        if (size % 100 != 0) {
            bytes.write('.');
            bytes.write((int) ('0' + size % 100 / 10));
            if (size % 10 != 0) bytes.write((int) ('0' + size % 10));
        }
        bytes.write(' ');
        return this;
    }

    Ink color(String rgb) {
        int value = Integer.parseInt(rgb.substring(1), 16);
        for (int shift : new int[] {16, 8, 0}) number((value >> shift & 255) / 255f);
        return say("rg ");
    }

    /// Four hexadecimal digits.
    Ink glyph(int number) {
        for (int shift : new int[] {12, 8, 4, 0}) bytes.write(Character.forDigit(number >> shift & 15, 16));
        return this;
    }

    /// A text as PDF keeps it: UTF-16, in hexadecimal digits.
    Ink text(String text) {
        say("<FEFF");
        for (int i = 0; i < text.length(); i++) glyph(text.charAt(i));
        return say(">");
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
