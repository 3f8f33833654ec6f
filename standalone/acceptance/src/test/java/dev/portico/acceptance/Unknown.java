package dev.portico.acceptance;

import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What nobody has, but could have: next to something that somebody has.
final class Unknown {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern QUERY = Pattern.compile("\\?([^\"]*)\"");
    private static final int ECHOED = 10;
    private static final int CHANGED = 6;

    private Unknown() {}

    /// The same but for its last letters and digits, so that it sorts, and looks, as the original does.
    static String instead(String value) {
        int at = value.indexOf('@');
        int end = at < 0 ? value.length() : at;
        var changed = new StringBuilder(value);
        for (int i = end - CHANGED; i < end; i++) changed.setCharAt(i, next(value.charAt(i)));
        return changed.toString();
    }

    /// What can be no such id, encoded as it stands in a path.
    ///
    /// @param id what it should be like
    /// @param other an id of another kind
    static List<String> malformed(String id, String other) {
        String prefix = id.substring(0, id.indexOf('_') + 1);
        String another = id.startsWith("txn_") ? "ctm_" + id.substring(4) : other;
        return List.of(
                "x",
                prefix.isEmpty() ? "0" : prefix,
                prefix + "x",
                prefix + "!".repeat(26),
                prefix + "z".repeat(300),
                id + "0",
                id.toUpperCase(java.util.Locale.ROOT) + "_",
                another,
                "null",
                "%24ne",
                "%7B%22%24gt%22%3A%22%22%7D",
                "%27%20or%20%271%27%3D%271",
                "%F0%9F%92%B6",
                "%C0%AF");
    }

    /// An answer without what was asked for, which may stand in it as an echo.
    static String erased(String answer, Wire.Request one, Wire.Request other) {
        String erased = answer;
        for (String target : List.of(one.target(), other.target()))
            for (String part : target.split("[/?&=]")) if (part.length() >= ECHOED) erased = erased.replace(part, "…");
        return QUERY.matcher(erased).replaceAll(Unknown::sorted);
    }

    // A page's address names its parameters in any order.
    private static String sorted(MatchResult query) {
        return Arrays.stream(query.group(1).split("&")).sorted().collect(Collectors.joining("&"));
    }

    // Within the alphabet of ids: what can't be an id is not unknown but malformed.
    private static char next(char c) {
        int at = ALPHABET.indexOf(Character.toLowerCase(c));
        if (at < 0) return c;
        char next = ALPHABET.charAt((at + 1) % ALPHABET.length());
        return Character.isUpperCase(c) ? Character.toUpperCase(next) : next;
    }
}
