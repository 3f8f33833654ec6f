package dev.portico.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.portico.auth.apikey.Permissions;
import dev.portico.chassis.caller.Caller;
import dev.portico.chassis.caller.InternalToken;
import dev.portico.chassis.caller.InternalTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes internal tokens as the gateway would, and as a forger would: with and without the gateway's key.
final class Callers {

    private static final Duration LONG_AGO = InternalTokens.LIFETIME.plusSeconds(1);
    private static final Clock CLOCK = Clock.systemUTC();

    private final ECKey key;
    private final InternalTokens genuine;

    Callers(Portico portico) throws IOException, ParseException {
        String jwk = Files.readString(portico.data.resolve("keys").resolve("token.jwk"));
        this.key = ECKey.parse(jwk);
        this.genuine = new InternalTokens(jwk, CLOCK);
    }

    /// Seconds of the epoch.
    long now() {
        return CLOCK.instant().getEpochSecond();
    }

    /// What the gateway would say of a merchant's key.
    String merchant(Estate estate, String service) {
        return genuine.mint(token(estate), service);
    }

    /// What the gateway would say of somebody who is signed in.
    String customer(Estate estate, Person person, String service) {
        var customer = new Caller.Customer(
                estate.merchant.id(), person.ids().get("customer_id"), "ses_00000000000000000000000000");
        return genuine.mint(new InternalToken(customer, "http://localhost", CLOCK.instant()), service);
    }

    /// What no service may believe, by what is wrong with it.
    Map<String, String> forgeries(Estate estate, Estate other, String service) {
        var forgeries = new LinkedHashMap<String, String>();
        forgeries.put("no token", "");
        forgeries.put("a word", "token");
        forgeries.put(
                "another service's token", genuine.mint(token(estate), service.equals("auth") ? "billing" : "auth"));
        forgeries.put(
                "an expired token",
                new InternalTokens(key.toJSONString(), Clock.offset(CLOCK, LONG_AGO.negated()))
                        .mint(token(estate), service));
        forgeries.put("a tampered token", tampered(merchant(other, service), merchant(estate, service)));
        try {
            ECKey foreign = new ECKeyGenerator(Curve.P_256).generate();
            forgeries.put(
                    "a token signed by another key",
                    new InternalTokens(foreign.toJSONString(), CLOCK).mint(token(estate), service));
            JWTClaimsSet claims = SignedJWT.parse(merchant(estate, service)).getJWTClaimsSet();
            forgeries.put("an unsigned token", new PlainJWT(claims).serialize());
            forgeries.put("a token signed with the public key as a password", confused(claims));
            forgeries.put("a token of another type", signed(claims, "JWT"));
            forgeries.put(
                    "another issuer's token",
                    signed(new JWTClaimsSet.Builder(claims).issuer("somebody").build(), "portico+jwt"));
            forgeries.put(
                    "a token for two audiences",
                    signed(
                            new JWTClaimsSet.Builder(claims)
                                    .audience(java.util.List.of(service, "other"))
                                    .build(),
                            "portico+jwt"));
            forgeries.put(
                    "a token without an end",
                    signed(
                            new JWTClaimsSet.Builder(claims)
                                    .expirationTime((Date) null)
                                    .build(),
                            "portico+jwt"));
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
        return forgeries;
    }

    private static InternalToken token(Estate estate) {
        return new InternalToken(
                new Caller.Merchant(estate.merchant.id(), estate.ids.get("api_key_id"), Permissions.ALL),
                "http://localhost");
    }

    // One token's claims between another's header and signature.
    private static String tampered(String token, String wanted) {
        String[] parts = token.split("\\.");
        return parts[0] + "." + wanted.split("\\.")[1] + "." + parts[2];
    }

    private String confused(JWTClaimsSet claims) throws JOSEException {
        byte[] password = Base64.getEncoder()
                .encodeToString(key.toPublicJWK().toJSONString().getBytes(UTF_8))
                .getBytes(UTF_8);
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("portico+jwt"))
                        .build(),
                claims);
        jwt.sign(new MACSigner(password));
        return jwt.serialize();
    }

    private String signed(JWTClaimsSet claims, String type) throws JOSEException {
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType(type))
                        .build(),
                claims);
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
