package dev.portico.invoice.einvoice;

import org.jspecify.annotations.Nullable;

/// Text as XML can hold it.
public final class Legible {

    private static final int REPLACEMENT = 0xFFFD;

    private Legible() {}

    /// The text without what no XML document may contain, and without blanks around it; null if nothing is left.
    public static @Nullable String of(@Nullable String text) {
        if (text == null) return null;
        String legal = text.codePoints().allMatch(Legible::isLegal) ? text : withoutIllegal(text);
        String plain = legal.strip();
        return plain.isEmpty() ? null : plain;
    }

    private static String withoutIllegal(String text) {
        return text.codePoints()
                .filter(Legible::isLegal)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    // The production Char of XML 1.0.
    private static boolean isLegal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c <= REPLACEMENT)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
