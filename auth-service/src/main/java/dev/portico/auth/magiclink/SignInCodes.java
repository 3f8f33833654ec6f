package dev.portico.auth.magiclink;

import dev.portico.chassis.id.Sealer;
import dev.portico.chassis.id.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The six digits that are sent with a link, for whoever reads his mail on another device than the one on which he
/// signs in. There are only a million of them: what is kept is a slow hash, salted, of a fingerprint that takes the
/// house's key. A store that was stolen without the key gives none away, and with the key not before it has expired.
@Component
final class SignInCodes {

    static final Pattern CODE = Pattern.compile("[0-9]{6}");

    private static final int ROUNDS = 100_000;
    private static final int SALT = 16;
    private static final int BITS = 256;

    private final Sealer pepper;
    private final String nobodys;

    SignInCodes(Sealer sealer) {
        this.pepper = sealer.derived("sign-in code");
        this.nobodys = kept("nobody", next());
    }

    String next() {
        return Secrets.digits(6);
    }

    /// A code as it is kept.
    String kept(String requestId, String code) {
        String salt = Secrets.hex(SALT);
        return salt + "$" + hash(salt, requestId, code);
    }

    /// Whether it is the code that was sent with the link. Takes as long if there is no link.
    boolean matches(String code, @Nullable MagicLink link) {
        String kept = link == null || link.codeHash() == null ? nobodys : link.codeHash();
        int end = kept.indexOf('$');
        String typed = hash(kept.substring(0, end), link == null ? "nobody" : link.requestId(), code);
        boolean same = MessageDigest.isEqual(bytes(typed), bytes(kept.substring(end + 1)));
        return same && link != null && link.codeHash() != null;
    }

    private String hash(String salt, String requestId, String code) {
        char[] fingerprint = pepper.fingerprint(requestId + "\n" + code).toCharArray();
        try {
            var spec = new PBEKeySpec(fingerprint, bytes(salt), ROUNDS, BITS);
            return HexFormat.of()
                    .formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                            .generateSecret(spec)
                            .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
