package dev.portico.auth.passkey;

import static com.webauthn4j.data.PublicKeyCredentialType.PUBLIC_KEY;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AttestationConveyancePreference;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticatorSelectionCriteria;
import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.PublicKeyCredentialCreationOptions;
import com.webauthn4j.data.PublicKeyCredentialDescriptor;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialRequestOptions;
import com.webauthn4j.data.PublicKeyCredentialUserEntity;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.ResidentKeyRequirement;
import com.webauthn4j.data.UserVerificationRequirement;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.util.Base64UrlUtil;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import dev.portico.auth.identity.Identity;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// What authenticators are asked, and whether their answers hold: webauthn4j, with our choices made.
@Component
final class Authenticators {

    private static final boolean VERIFIED = true;
    private static final boolean PRESENT = true;
    private static final List<PublicKeyCredentialParameters> ALGORITHMS = List.of(
            new PublicKeyCredentialParameters(PUBLIC_KEY, COSEAlgorithmIdentifier.ES256),
            new PublicKeyCredentialParameters(PUBLIC_KEY, COSEAlgorithmIdentifier.EdDSA),
            new PublicKeyCredentialParameters(PUBLIC_KEY, COSEAlgorithmIdentifier.RS256));

    private final ObjectConverter converter = new ObjectConverter();
    private final AttestedCredentialDataConverter keys = new AttestedCredentialDataConverter(converter);

    // Which make of authenticator it is, nobody asks: any that verifies its owner is good.
    private final WebAuthnManager webAuthn = WebAuthnManager.createNonStrictWebAuthnManager(converter);

    /// Whether a passkey is what it says it is. Cloned is one whose signatures are good, but were counted before.
    enum Verdict {
        GENUINE,
        CLONED,
        FALSE
    }

    /// What to hand to `navigator.credentials.create`, as WebAuthn's JSON.
    JsonNode creation(RelyingParty portal, Identity owner, String handle, String challenge, List<Passkey> present) {
        String shown = owner.name() == null ? owner.email() : owner.name();
        return converter
                .getJsonMapper()
                .valueToTree(new PublicKeyCredentialCreationOptions(
                        portal.entity(),
                        new PublicKeyCredentialUserEntity(Base64UrlUtil.decode(handle), owner.email(), shown),
                        new DefaultChallenge(challenge),
                        ALGORITHMS,
                        PasskeyChallenge.VALID_FOR.toMillis(),
                        present.stream().map(Authenticators::descriptor).toList(),
                        new AuthenticatorSelectionCriteria(
                                null, true, ResidentKeyRequirement.REQUIRED, UserVerificationRequirement.REQUIRED),
                        AttestationConveyancePreference.NONE,
                        null));
    }

    /// What to hand to `navigator.credentials.get`, as WebAuthn's JSON. It names no passkey and so tells of nobody.
    JsonNode request(RelyingParty portal, String challenge) {
        return converter
                .getJsonMapper()
                .valueToTree(new PublicKeyCredentialRequestOptions(
                        new DefaultChallenge(challenge),
                        PasskeyChallenge.VALID_FOR.toMillis(),
                        portal.id(),
                        List.of(),
                        UserVerificationRequirement.REQUIRED,
                        null));
    }

    /// Nothing if it makes no sense.
    Optional<MadePasskey> readMade(JsonNode credential) {
        return sensible(() -> {
            RegistrationData data = webAuthn.parseRegistrationResponseJSON(credential.toString());
            return new MadePasskey(data, challengeIn(data.getCollectedClientData()));
        });
    }

    /// Nothing if it makes no sense.
    Optional<ShownPasskey> readShown(JsonNode credential) {
        return sensible(() -> {
            AuthenticationData data = webAuthn.parseAuthenticationResponseJSON(credential.toString());
            return new ShownPasskey(
                    data,
                    challengeIn(data.getCollectedClientData()),
                    Base64UrlUtil.encodeToString(Objects.requireNonNull(data.getCredentialId())),
                    Base64UrlUtil.encodeToString(Objects.requireNonNull(data.getUserHandle())));
        });
    }

    boolean isGenuine(MadePasskey made, RelyingParty portal) {
        var expected = new RegistrationParameters(portal.expecting(made.challenge()), ALGORITHMS, VERIFIED, PRESENT);
        return sensible(() -> webAuthn.verify(made.data(), expected)).isPresent();
    }

    Verdict judge(ShownPasskey shown, RelyingParty portal, Passkey passkey) {
        var expected = new AuthenticationParameters(
                portal.expecting(shown.challenge()), known(passkey), null, VERIFIED, PRESENT);
        try {
            return sensible(() -> webAuthn.verify(shown.data(), expected)).isPresent()
                    ? Verdict.GENUINE
                    : Verdict.FALSE;
        } catch (MaliciousCounterValueException e) {
            return Verdict.CLONED;
        }
    }

    /// The public key of a passkey that was found genuine, as it is kept.
    String keyOf(MadePasskey made) {
        return Base64UrlUtil.encodeToString(keys.convert(made.key()));
    }

    // A browser can send anything, and the library answers some of it with an exception that is not its own.
    private static <T> Optional<T> sensible(Supplier<T> library) {
        try {
            return Optional.of(library.get());
        } catch (MaliciousCounterValueException e) {
            throw e;
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String challengeIn(@Nullable CollectedClientData client) {
        return Base64UrlUtil.encodeToString(
                Objects.requireNonNull(client).getChallenge().getValue());
    }

    private CredentialRecord known(Passkey passkey) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                VERIFIED,
                passkey.backupEligible(),
                passkey.backedUp(),
                passkey.signatureCount(),
                keys.convert(Base64UrlUtil.decode(passkey.publicKey())),
                null,
                null,
                null,
                transports(passkey));
    }

    private static PublicKeyCredentialDescriptor descriptor(Passkey passkey) {
        return new PublicKeyCredentialDescriptor(
                PUBLIC_KEY, Base64UrlUtil.decode(passkey.credentialId()), transports(passkey));
    }

    private static Set<AuthenticatorTransport> transports(Passkey passkey) {
        return passkey.transports().stream().map(AuthenticatorTransport::create).collect(Collectors.toSet());
    }
}
