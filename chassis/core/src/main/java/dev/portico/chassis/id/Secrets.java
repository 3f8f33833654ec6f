package dev.portico.chassis.id;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// Values that nobody can guess, and their fingerprints.
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Secrets() {}

    /// 256 random bits in 43 URL-safe characters.
    public static String token() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
    }

    /// So many random bytes in hex.
    public static String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    /// So many digits, each number as likely as any other, zeros in front and all.
    public static String digits(int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) digits.append(RANDOM.nextInt(10));
        return digits.toString();
    }

    /// SHA-256 in hex: enough to keep a 256-bit secret at rest.
    public static String sha256(String secret) {
        return sha256(secret.getBytes(StandardCharsets.UTF_8));
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] bytes(int count) {
        var bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
