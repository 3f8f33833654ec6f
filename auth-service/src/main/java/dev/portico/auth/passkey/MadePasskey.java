package dev.portico.auth.passkey;

import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.util.Base64UrlUtil;
import java.util.List;
import java.util.Objects;

/// What an authenticator says of a passkey that it has made. True once [Authenticators] have found it genuine.
record MadePasskey(RegistrationData data, String challenge) {

    String credentialId() {
        return Base64UrlUtil.encodeToString(key().getCredentialId());
    }

    List<String> transports() {
        return data.getTransports() == null
                ? List.of()
                : data.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .sorted()
                        .toList();
    }

    AuthenticatorData<?> flags() {
        return Objects.requireNonNull(data.getAttestationObject()).getAuthenticatorData();
    }

    AttestedCredentialData key() {
        return Objects.requireNonNull(flags().getAttestedCredentialData());
    }
}
