package dev.portico.vault;

import java.text.Normalizer;

/// What people type, in whichever script their keyboard writes.
final class Typed {

    private Typed() {}

    /// Its digits as ASCII; empty if there is anything in it but digits, blanks and hyphens.
    static String digits(String typed) {
        var digits = new StringBuilder();
        for (int i = 0; i < typed.length(); i++) {
            char c = typed.charAt(i);
            if (Character.isDigit(c)) digits.append(Character.digit(c, 10));
            else if (!Character.isSpaceChar(c) && c != '-') return "";
        }
        return digits.toString();
    }

    /// In one line, without what can't be seen.
    static String name(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFKC)
                .replaceAll("\\p{C}", "")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
