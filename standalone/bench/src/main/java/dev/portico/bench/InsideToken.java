package dev.portico.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The token that the gateway would send along: to ask a service without it.
final class InsideToken {

    private static final long LIFETIME_SECONDS = 60;

    private InsideToken() {}

    /// @param jwk the gateway's key
    static String of(String jwk, String merchant, List<String> permissions, String service, Clock clock)
            throws GeneralSecurityException {
        JsonNode key = Web.JSON.readTree(jwk);
        long now = clock.instant().getEpochSecond();
        var claims = Map.of(
                "iss",
                "portico-gateway",
                "aud",
                service,
                "iat",
                now,
                "exp",
                now + LIFETIME_SECONDS,
                "origin",
                "http://localhost",
                "kind",
                "merchant",
                "merchant",
                merchant,
                "key",
                "apikey_00000000000000000000000000",
                "permissions",
                permissions);
        String text = part(Map.of("alg", "ES256", "typ", "portico+jwt")) + "." + part(claims);
        var curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        var secret =
                new BigInteger(1, Base64.getUrlDecoder().decode(key.path("d").asString()));
        var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class))));
        signature.update(text.getBytes(UTF_8));
        return text + "." + encoded(signature.sign());
    }

    private static String part(Map<String, Object> json) {
        return encoded(Web.JSON.writeValueAsBytes(json));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
