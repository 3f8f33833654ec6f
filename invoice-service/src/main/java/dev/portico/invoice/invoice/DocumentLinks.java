package dev.portico.invoice.invoice;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.portico.chassis.ServiceSettings;
import dev.portico.chassis.id.Secrets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Links that open one document for an hour, for whoever holds them.
@Component
final class DocumentLinks {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String PURPOSE = "invoice-document";

    private final byte[] key;
    private final Clock clock;

    /// What a link opens.
    ///
    /// @param name what the file is called, without its ending
    record Opened(String merchantId, String documentId, String name, boolean inline) {}

    DocumentLinks(ServiceSettings settings, Clock clock) {
        // A key of its own: what is signed for one purpose must be worth nothing for another.
        this.key = java.util.HexFormat.of().parseHex(Secrets.sha256(PURPOSE + ":" + settings.sealingKey()));
        this.clock = clock;
    }

    String sign(Opened opened) {
        var claims = new JWTClaimsSet.Builder()
                .audience(PURPOSE)
                .subject(opened.documentId())
                .claim("merchant", opened.merchantId())
                .claim("name", opened.name())
                .claim("inline", opened.inline())
                .expirationTime(Date.from(clock.instant().plus(LIFETIME)))
                .build();
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            jwt.sign(new MACSigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Nothing for a link that was not signed here, or has expired.
    Optional<Opened> open(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean genuine =
                    JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) && jwt.verify(new MACVerifier(key));
            return genuine ? read(jwt.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private Optional<Opened> read(JWTClaimsSet claims) throws ParseException {
        boolean valid = claims.getAudience().contains(PURPOSE)
                && clock.instant().isBefore(claims.getExpirationTime().toInstant());
        return valid
                ? Optional.of(new Opened(
                        claims.getStringClaim("merchant"),
                        claims.getSubject(),
                        claims.getStringClaim("name"),
                        claims.getBooleanClaim("inline")))
                : Optional.empty();
    }
}
