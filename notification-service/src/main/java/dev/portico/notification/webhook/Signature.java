package dev.portico.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Proves to a merchant's back end who calls: as Paddle does, and as the Standard Webhooks specification says. Made
/// afresh for every try, because Paddle's SDK takes what is older than five seconds for a replay.
final class Signature {

    private Signature() {}

    /// @param secrets the endpoint's, the newest first. Paddle's header has room for one; the other names all
    static Map<String, String> headers(List<String> secrets, String notificationId, String body, Instant now) {
        String seconds = String.valueOf(now.getEpochSecond());
        var headers = new LinkedHashMap<String, String>();
        headers.put(
                "Paddle-Signature",
                "ts=" + seconds + ";h1="
                        + HexFormat.of().formatHex(hmac(secrets.getFirst().getBytes(UTF_8), seconds + ":" + body)));
        headers.put("webhook-id", notificationId);
        headers.put("webhook-timestamp", seconds);
        headers.put(
                "webhook-signature",
                secrets.stream()
                        .map(secret -> "v1,"
                                + Base64.getEncoder()
                                        .encodeToString(hmac(
                                                secret.getBytes(UTF_8), notificationId + "." + seconds + "." + body)))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    private static byte[] hmac(byte[] secret, String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(message.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
