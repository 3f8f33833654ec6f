package dev.portico.invoice.document;

/// Text from strangers, made safe to typeset.
final class Clean {

    private Clean() {}

    /// One line without control characters. Marks of direction stay, for they tell how to order the rest.
    static String line(String text) {
        return text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : c)
                .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /// Without marks of direction, which have done their work once the order is known.
    static String withoutControls(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT || c == 0x200C || c == 0x200D)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
