package dev.portico.chassis.caller;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Signs and reads internal tokens: ES256, one audience, a minute to live. The gateway holds the private key, services
/// the public one.
public final class InternalTokens {

    /// The header that carries the token between gateway and services.
    public static final String HEADER = "Portico-Token";

    /// How long a token is good for.
    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final JOSEObjectType TYPE = new JOSEObjectType("portico+jwt");
    private static final String ISSUER = "portico-gateway";
    private static final String SIGNED_IN = "auth_time"; // OpenID Connect's name for it

    private final ECKey key;
    private final Clock clock;

    /// @param jwk an EC P-256 key as JWK JSON; with its private part where tokens are to be signed
    /// @throws IllegalArgumentException if the text is no such key
    public InternalTokens(String jwk, Clock clock) {
        try {
            this.key = ECKey.parse(jwk);
        } catch (ParseException e) {
            throw new IllegalArgumentException("portico.keys.token must be an EC P-256 key as JWK JSON", e);
        }
        this.clock = clock;
    }

    /// Signs what the gateway knows of a request, for one service.
    public String mint(InternalToken token, String audience) {
        Instant now = clock.instant();
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(audience)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(LIFETIME)))
                .claim("origin", token.origin());
        if (token.signedInAt() != null)
            claims.claim(SIGNED_IN, token.signedInAt().getEpochSecond());
        describe(token.principal(), claims);
        try {
            var jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).build(), claims.build());
            jwt.sign(new ECDSASigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("the token key cannot sign", e);
        }
    }

    /// Reads a token, or nothing if it is not the gateway's, not for this audience, expired or malformed.
    public Optional<InternalToken> verify(String serialized, String audience) {
        try {
            SignedJWT jwt = SignedJWT.parse(serialized);
            return isGenuine(jwt) && isFor(jwt.getJWTClaimsSet(), audience)
                    ? Optional.of(new InternalToken(
                            principal(jwt.getJWTClaimsSet()),
                            jwt.getJWTClaimsSet().getStringClaim("origin"),
                            signedInAt(jwt.getJWTClaimsSet())))
                    : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException | NullPointerException e) {
            return Optional.empty();
        }
    }

    private boolean isGenuine(SignedJWT jwt) throws JOSEException {
        return JWSAlgorithm.ES256.equals(jwt.getHeader().getAlgorithm())
                && TYPE.equals(jwt.getHeader().getType())
                && jwt.verify(new ECDSAVerifier(key.toPublicJWK()));
    }

    private boolean isFor(JWTClaimsSet claims, String audience) {
        return ISSUER.equals(claims.getIssuer())
                && List.of(audience).equals(claims.getAudience())
                && clock.instant().isBefore(claims.getExpirationTime().toInstant());
    }

    private static @Nullable Instant signedInAt(JWTClaimsSet claims) throws ParseException {
        Long seconds = claims.getLongClaim(SIGNED_IN);
        return seconds == null ? null : Instant.ofEpochSecond(seconds);
    }

    private static void describe(Principal principal, JWTClaimsSet.Builder claims) {
        switch (principal) {
            case Caller.Merchant(var merchant, var apiKey, var permissions) ->
                claims.claim("kind", "merchant")
                        .claim("merchant", merchant)
                        .claim("key", apiKey)
                        .claim("permissions", List.copyOf(permissions));
            case Caller.Customer(var merchant, var customer, var session) ->
                claims.claim("kind", "customer")
                        .claim("merchant", merchant)
                        .claim("customer", customer)
                        .claim("session", session);
            case Caller.Visitor(var merchant) -> claims.claim("kind", "visitor").claim("merchant", merchant);
            case Caller.Payer(var merchant, var customer, var transaction) ->
                claims.claim("kind", "payer")
                        .claim("merchant", merchant)
                        .claim("customer", customer)
                        .claim("transaction", transaction);
            case Caller.Service _ -> throw new IllegalArgumentException("a service does not call through the gateway");
            case Insider.Operator() -> claims.claim("kind", "operator");
            case Insider.Gateway() -> claims.claim("kind", "gateway");
            case Insider.Anonymous() -> claims.claim("kind", "anonymous");
        }
    }

    private static Principal principal(JWTClaimsSet claims) throws ParseException {
        return switch (claims.getStringClaim("kind")) {
            case "merchant" ->
                new Caller.Merchant(
                        claims.getStringClaim("merchant"),
                        claims.getStringClaim("key"),
                        Set.copyOf(claims.getStringListClaim("permissions")));
            case "customer" ->
                new Caller.Customer(
                        claims.getStringClaim("merchant"),
                        claims.getStringClaim("customer"),
                        claims.getStringClaim("session"));
            case "visitor" -> new Caller.Visitor(claims.getStringClaim("merchant"));
            case "payer" ->
                new Caller.Payer(
                        claims.getStringClaim("merchant"),
                        claims.getStringClaim("customer"),
                        claims.getStringClaim("transaction"));
            case "operator" -> new Insider.Operator();
            case "gateway" -> new Insider.Gateway();
            case "anonymous" -> new Insider.Anonymous();
            default -> throw new ParseException("unknown kind of caller", 0);
        };
    }
}
