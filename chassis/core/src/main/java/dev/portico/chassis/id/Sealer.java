package dev.portico.chassis.id;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals a secret for its way through topics and stores, so that only services holding the key can read it
/// (AES-256-GCM).
public final class Sealer {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;

    /// @param key 32 bytes in Base64
    /// @throws IllegalArgumentException if it is anything else
    public Sealer(String key) {
        byte[] bytes = Base64.getDecoder().decode(key.strip());
        if (bytes.length != 32) throw new IllegalArgumentException("portico.keys.sealing must be 32 bytes in Base64");
        this.key = new SecretKeySpec(bytes, "AES");
    }

    private Sealer(SecretKey key) {
        this.key = key;
    }

    /// A sealer with a key of its own: what one seals, the other can't open. For what is sealed so often that one key
    /// would not do (at most 2³² times, because nonces are random), or must not be mistaken for anything else.
    ///
    /// @param purpose the same words lead to the same key
    public Sealer derived(String purpose) {
        return new Sealer(new SecretKeySpec(mac(purpose), "AES"));
    }

    /// A fingerprint in hex that nobody without the key can make: of what is too easily guessed for a plain hash
    /// (HMAC-SHA-256).
    public String fingerprint(String said) {
        return HexFormat.of().formatHex(mac(said));
    }

    /// @param context what the secret is for; the same words are needed to open it
    public String seal(String secret, String context) {
        byte[] nonce = Secrets.bytes(NONCE);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, secret.getBytes(StandardCharsets.UTF_8), context);
        byte[] joined = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, joined, NONCE, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined);
    }

    /// @throws IllegalStateException if it was sealed with another key or for another context
    public String open(String sealed, String context) {
        byte[] joined = Base64.getUrlDecoder().decode(sealed);
        byte[] nonce = Arrays.copyOf(joined, NONCE);
        byte[] opened = run(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(joined, NONCE, joined.length), context);
        return new String(opened, StandardCharsets.UTF_8);
    }

    private byte[] mac(String said) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(said.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] run(int mode, byte[] nonce, byte[] input, String context) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this seal cannot be opened here", e);
        }
    }
}
