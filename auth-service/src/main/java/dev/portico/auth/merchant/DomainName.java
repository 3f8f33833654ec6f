package dev.portico.auth.merchant;

import java.net.IDN;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A merchant's own host name, as the browser sends it: in ASCII, lower-case, without a dot at its end.
final class DomainName {

    static final String RULE = "must be the name of a host of your own, such as billing.example.com";

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern TOP = Pattern.compile("[a-z]{2,63}|xn--[a-z0-9-]{2,59}");
    // Names that no public record can speak for.
    private static final Set<String> PRIVATE =
            Set.of("alt", "home", "internal", "invalid", "lan", "local", "localhost", "onion", "test");
    // The older rules, which the JDK knows, read these otherwise than browsers do: another name would be proven.
    private static final Pattern READ_DIFFERENTLY = Pattern.compile("[\u00df\u03c2\u200c\u200d]");
    private static final int LONGEST = 253;
    // What the proof's own name adds: `_portico.`
    private static final int PREFIX = 9;

    private DomainName() {}

    /// The name in ASCII; nothing if it is not one that a merchant may have.
    static Optional<String> read(String text) {
        return ascii(text.strip()).filter(DomainName::isPublic);
    }

    private static Optional<String> ascii(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (READ_DIFFERENTLY.matcher(name).find()) return Optional.empty();
        try {
            return Optional.of(IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    // The last label is never a number, so neither is any name an IP address.
    private static boolean isPublic(String name) {
        String[] labels = name.split("\\.", -1);
        String top = labels[labels.length - 1];
        boolean wellFormed = name.length() <= LONGEST - PREFIX && labels.length >= 2;
        for (String label : labels)
            wellFormed = wellFormed && LABEL.matcher(label).matches();
        return wellFormed && TOP.matcher(top).matches() && !PRIVATE.contains(top) && !name.endsWith(".home.arpa");
    }
}
