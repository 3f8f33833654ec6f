package dev.portico.invoice.document;

/// Text from strangers, made safe to typeset.
final class Clean {

    private static final int LONGEST = 2_000;

    private Clean() {}

    /// One line without control characters, of at most 2,000 characters. Marks of direction stay, for they tell how to
    /// order the rest.
    static String line(String text) {
        boolean clean = text.length() <= LONGEST;
        for (int i = 0; clean && i < text.length(); i++) clean = plain(text.charAt(i));
        return clean
                ? text
                : text.codePoints()
                        .map(c -> Character.isWhitespace(c) ? ' ' : c)
                        .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                        .filter(c -> Character.getType(c) != Character.UNASSIGNED)
                        .limit(LONGEST)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /// Says nothing of its own: a mark of direction, which has done its work once the order is known, or a mark of how
    /// the character before it is to look. Joiners stay, for they shape their neighbours.
    static boolean isSilent(int character) {
        boolean joiner = character == 0x200C || character == 0x200D;
        boolean variation = character >= 0xFE00 && character <= 0xFE0F || character >= 0xE0000 && character <= 0xE0FFF;
        return variation || !joiner && Character.getType(character) == Character.FORMAT;
    }

    private static boolean plain(char c) {
        return c == ' ' || c > ' ' && c < 0x7F || c > 0xA0 && c < 0x2000 && Character.isDefined(c);
    }
}
