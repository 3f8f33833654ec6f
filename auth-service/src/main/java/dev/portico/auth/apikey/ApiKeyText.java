package dev.portico.auth.apikey;

import dev.portico.chassis.id.Ids;
import dev.portico.chassis.id.Secrets;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A key in Paddle's form, `pdl_sdbx_apikey_<id>_<secret>_<checksum>`, so that its SDKs and secret scanners know it.
/// The secret's 22 characters of 62 are 130 random bits: too many to guess, and enough for a plain hash at rest.
final class ApiKeyText {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
    private static final int SECRET = 22;
    private static final int CHECKSUM = 3;
    private static final String PREFIX = "pdl_sdbx_";
    private static final Pattern FORM =
            Pattern.compile("(" + PREFIX + "(apikey_[0-9a-z]{26})_[0-9A-Za-z]{22})_([0-9A-Za-z]{3})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private ApiKeyText() {}

    /// A new key with that id.
    static String mint(String id) {
        var secret = new StringBuilder();
        for (int i = 0; i < SECRET; i++) secret.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        String body = PREFIX + id + "_" + secret;
        return body + "_" + checksum(body);
    }

    /// What may be shown of the key with that id.
    static String masked(String id) {
        return PREFIX + id + "_" + "*".repeat(SECRET);
    }

    /// The id that the text claims; nothing if the text can't be a key, which spares the store the question.
    static Optional<String> idOf(String key) {
        Matcher matcher = FORM.matcher(key);
        return matcher.matches()
                        && checksum(matcher.group(1)).equals(matcher.group(3))
                        && Ids.isValid("apikey", matcher.group(2))
                ? Optional.of(matcher.group(2))
                : Optional.empty();
    }

    private static String checksum(String body) {
        var number = new BigInteger(Secrets.sha256(body), 16);
        var text = new StringBuilder();
        for (int i = 0; i < CHECKSUM; i++) {
            text.append(ALPHABET.charAt(number.mod(BASE).intValue()));
            number = number.divide(BASE);
        }
        return text.toString();
    }
}
