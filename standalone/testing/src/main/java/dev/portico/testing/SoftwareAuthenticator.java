package dev.portico.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;

/// An authenticator with one passkey, and the browser that it is asked by. Does as it is told, also what no honest one
/// would do.
public final class SoftwareAuthenticator {

    private static final int PRESENT = 1;
    private static final int VERIFIED = 4;
    private static final int MAKES = 64;

    private final KeyPair key;
    private final byte[] credentialId;
    private final String origin;
    private String userHandle = "";
    private boolean verifies = true;
    private boolean framed;
    private int count;

    /// @param origin of the page that asks
    public SoftwareAuthenticator(String origin) {
        this(keyPair(), random(), origin);
    }

    private SoftwareAuthenticator(KeyPair key, byte[] credentialId, String origin) {
        this.key = key;
        this.credentialId = credentialId;
        this.origin = origin;
    }

    /// The same passkey, with the count it has now: both go on counting from there.
    public SoftwareAuthenticator copy() {
        return at(origin);
    }

    /// The same passkey, asked by a page of another origin.
    public SoftwareAuthenticator at(String other) {
        var copy = new SoftwareAuthenticator(key, credentialId, other);
        copy.userHandle = userHandle;
        copy.count = count;
        return copy;
    }

    /// The same passkey, used by somebody who has not shown who he is.
    public SoftwareAuthenticator unverified() {
        SoftwareAuthenticator copy = copy();
        copy.verifies = false;
        return copy;
    }

    /// The same passkey, asked by a page in a frame of another site.
    public SoftwareAuthenticator framed() {
        SoftwareAuthenticator copy = copy();
        copy.framed = true;
        return copy;
    }

    /// The same passkey by name, with another key behind it.
    public SoftwareAuthenticator forged() {
        var forged = new SoftwareAuthenticator(keyPair(), credentialId, origin);
        forged.userHandle = userHandle;
        forged.count = count;
        return forged;
    }

    /// The same passkey, said to be another person's.
    public SoftwareAuthenticator of(String otherHandle) {
        SoftwareAuthenticator copy = copy();
        copy.userHandle = otherHandle;
        return copy;
    }

    /// Answers `navigator.credentials.create` as `RegistrationResponseJSON`.
    public String make(JsonNode options) {
        userHandle = options.path("user").path("id").asString();
        byte[] client = client("webauthn.create", options);
        var attested = new ByteArrayOutputStream();
        attested.writeBytes(said(options.path("rp").path("id").asString(), MAKES));
        attested.writeBytes(new byte[16]);
        attested.writeBytes(new byte[] {0, (byte) credentialId.length});
        attested.writeBytes(credentialId);
        attested.writeBytes(publicKey());
        return answer("\"clientDataJSON\":\"%s\",\"attestationObject\":\"%s\",\"transports\":[\"internal\"]"
                .formatted(text(client), text(unattested(attested.toByteArray()))));
    }

    /// Answers `navigator.credentials.get` as `AuthenticationResponseJSON`.
    public String use(JsonNode options) {
        count++;
        return use(options, options.path("rpId").asString(), "webauthn.get");
    }

    /// The same without counting on, for another relying party, or as another kind of answer.
    public String use(JsonNode options, String relyingParty, String type) {
        byte[] client = client(type, options);
        byte[] said = said(relyingParty, 0);
        return answer(
                "\"clientDataJSON\":\"%s\",\"authenticatorData\":\"%s\",\"signature\":\"%s\",\"userHandle\":\"%s\""
                        .formatted(text(client), text(said), text(signed(said, client)), userHandle));
    }

    private String answer(String response) {
        String id = text(credentialId);
        return "{\"id\":\"%s\",\"rawId\":\"%s\",\"type\":\"public-key\",\"clientExtensionResults\":{},\"response\":{%s}}"
                .formatted(id, id, response);
    }

    private byte[] client(String type, JsonNode options) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":%s}"
                .formatted(type, options.path("challenge").asString(), origin, framed)
                .getBytes(UTF_8);
    }

    private byte[] said(String relyingParty, int more) {
        int flags = PRESENT | (verifies ? VERIFIED : 0) | more;
        return ByteBuffer.allocate(37)
                .put(sha256(relyingParty.getBytes(UTF_8)))
                .put((byte) flags)
                .putInt(count)
                .array();
    }

    private byte[] signed(byte[] said, byte[] client) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(said);
            signature.update(sha256(client));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // {1: EC2, 3: ES256, -1: P-256, -2: x, -3: y} in CBOR.
    private byte[] publicKey() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        var cose = new ByteArrayOutputStream();
        cose.writeBytes(HexFormat.of().parseHex("a5010203262001215820"));
        cose.writeBytes(coordinate(point.getAffineX()));
        cose.writeBytes(HexFormat.of().parseHex("225820"));
        cose.writeBytes(coordinate(point.getAffineY()));
        return cose.toByteArray();
    }

    // {"fmt": "none", "attStmt": {}, "authData": …} in CBOR.
    private static byte[] unattested(byte[] said) {
        var object = new ByteArrayOutputStream();
        object.write(0xa3);
        object.writeBytes("cfmtdnonegattStmt".getBytes(US_ASCII));
        object.write(0xa0);
        object.writeBytes("hauthData".getBytes(US_ASCII));
        object.writeBytes(new byte[] {0x59, (byte) (said.length >> 8), (byte) said.length});
        object.writeBytes(said);
        return object.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] exact = new byte[32];
        int length = Math.min(bytes.length, exact.length);
        System.arraycopy(bytes, bytes.length - length, exact, exact.length - length, length);
        return exact;
    }

    private static KeyPair keyPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
