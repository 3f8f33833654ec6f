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
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Links that open one document, or the documents of one year, for an hour, for whoever holds them.
@Component
final class DocumentLinks {

    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String PURPOSE = "invoice-document";
    private static final String ARCHIVE = "invoice-archive";

    private final byte[] key;
    private final Clock clock;

    /// What a link opens.
    ///
    /// @param documentId the id of the invoice or credit note, or of one edition of its PDF
    /// @param name what the file is called, without its ending
    record Opened(String merchantId, String documentId, String name, boolean inline, DocumentFormat format) {}

    /// All documents of one customer and calendar year.
    record Archive(String merchantId, String customerId, int year) {}

    DocumentLinks(ServiceSettings settings, Clock clock) {
        // A key of its own: what is signed for one purpose must be worth nothing for another.
        this.key = java.util.HexFormat.of().parseHex(Secrets.sha256(PURPOSE + ":" + settings.sealingKey()));
        this.clock = clock;
    }

    String sign(Opened opened) {
        return signed(claims(PURPOSE, opened.merchantId(), opened.documentId())
                .claim("name", opened.name())
                .claim("inline", opened.inline())
                .claim("format", opened.format().word()));
    }

    String sign(Archive archive) {
        return signed(
                claims(ARCHIVE, archive.merchantId(), archive.customerId()).claim("year", archive.year()));
    }

    /// Nothing for a link that was not signed here, or has expired.
    Optional<Opened> open(String token) {
        return read(
                token,
                PURPOSE,
                claims -> new Opened(
                        claims.getStringClaim("merchant"),
                        claims.getSubject(),
                        claims.getStringClaim("name"),
                        claims.getBooleanClaim("inline"),
                        DocumentFormat.of(Objects.requireNonNullElse(claims.getStringClaim("format"), "pdf"))));
    }

    /// The same for an archive.
    Optional<Archive> openArchive(String token) {
        return read(
                token,
                ARCHIVE,
                claims -> new Archive(
                        claims.getStringClaim("merchant"), claims.getSubject(), claims.getIntegerClaim("year")));
    }

    private interface Reading<T> {
        T of(JWTClaimsSet claims) throws ParseException;
    }

    private JWTClaimsSet.Builder claims(String purpose, String merchantId, String subject) {
        return new JWTClaimsSet.Builder()
                .audience(purpose)
                .subject(subject)
                .claim("merchant", merchantId)
                .expirationTime(Date.from(clock.instant().plus(LIFETIME)));
    }

    private String signed(JWTClaimsSet.Builder claims) {
        try {
            var jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims.build());
            jwt.sign(new MACSigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private <T> Optional<T> read(String token, String purpose, Reading<T> reading) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            boolean genuine =
                    JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm()) && jwt.verify(new MACVerifier(key));
            if (!genuine) return Optional.empty();
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            boolean valid = claims.getAudience().contains(purpose)
                    && clock.instant().isBefore(claims.getExpirationTime().toInstant());
            return valid ? Optional.of(reading.of(claims)) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }
}
