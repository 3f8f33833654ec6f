package dev.portico.auth.identity;

import com.ibm.icu.text.IDNA;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address in the form in which two are compared: in lower case, the domain as mail servers know it (ASCII).
/// Two ways to write what only looks the same stay two addresses.
public final class EmailKey {

    private static final IDNA DOMAINS = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII
            | IDNA.NONTRANSITIONAL_TO_UNICODE
            | IDNA.CHECK_BIDI
            | IDNA.CHECK_CONTEXTJ
            | IDNA.USE_STD3_RULES);
    private static final Pattern ESCAPED = Pattern.compile("%[0-9A-Fa-f]{2}");

    private EmailKey() {}

    public static String of(String email) {
        String address = email.strip();
        int at = address.lastIndexOf('@');
        // What could be mistaken for another address by lower case alone is left as it is, and nobody can type it.
        if (at < 0 || !isNormal(address)) return address;
        String domain = address.substring(at + 1);
        return (address.substring(0, at) + "@" + ascii(domain).orElse(domain)).toLowerCase(Locale.ROOT);
    }

    /// Whether it is written as addresses are: nothing that a compatible form would change, no percent escapes, a
    /// domain that there can be.
    public static boolean isPlain(String email) {
        int at = email.lastIndexOf('@');
        return at > 0
                && isNormal(email)
                && !ESCAPED.matcher(email).find()
                && ascii(email.substring(at + 1)).isPresent();
    }

    private static boolean isNormal(String address) {
        return Normalizer.isNormalized(address, Normalizer.Form.NFKC);
    }

    private static Optional<String> ascii(String domain) {
        var info = new IDNA.Info();
        String ascii = DOMAINS.nameToASCII(domain, new StringBuilder(), info).toString();
        return info.hasErrors() ? Optional.empty() : Optional.of(ascii);
    }
}
