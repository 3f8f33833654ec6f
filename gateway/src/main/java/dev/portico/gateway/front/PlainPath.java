package dev.portico.gateway.front;

import java.util.BitSet;
import java.util.Set;

/// Whether a path can be read in one way only.
final class PlainPath {

    private static final BitSet ALLOWED = new BitSet();
    private static final Set<Character> DISGUISED = Set.of('%', '.', '/', ';', '\\');
    private static final int SPACE = 0x20;
    private static final int DELETE = 0x7f;

    static {
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._~!$&'()*+,=:@-"
                .chars()
                .forEach(ALLOWED::set);
    }

    private PlainPath() {}

    /// No empty segment but at the end, no step, no path parameter, nothing encoded that would be one of them.
    static boolean is(String path) {
        if (!path.startsWith("/")) return false;
        int start = 1;
        for (int at = 1; at < path.length(); at++) {
            char c = path.charAt(at);
            if (c == '/') {
                if (isEmptyOrStep(path, start, at)) return false;
                start = at + 1;
            } else if (c == '%') {
                if (!isPlainlyEncoded(path, at)) return false;
                at += 2;
            } else if (!ALLOWED.get(c)) {
                return false;
            }
        }
        return start == path.length() || !isEmptyOrStep(path, start, path.length());
    }

    private static boolean isEmptyOrStep(String path, int start, int end) {
        String segment = end - start <= 2 ? path.substring(start, end) : "-";
        return segment.isEmpty() || segment.equals(".") || segment.equals("..");
    }

    private static boolean isPlainlyEncoded(String path, int at) {
        if (at + 2 >= path.length()) return false;
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        if (high < 0 || low < 0) return false;
        int value = high * 16 + low;
        return value >= SPACE && value != DELETE && !DISGUISED.contains((char) value);
    }
}
