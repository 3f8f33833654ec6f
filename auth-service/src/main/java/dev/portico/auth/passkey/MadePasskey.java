package dev.portico.auth.passkey;

import com.webauthn4j.data.AuthenticatorTransport;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.util.Base64UrlUtil;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// What an authenticator says of a passkey that it has made. True once [Authenticators] have found it genuine.
record MadePasskey(RegistrationData data, String challenge) {

    private static final Set<String> TRANSPORTS = Set.of("ble", "hybrid", "internal", "nfc", "smart-card", "usb");

    String credentialId() {
        return Base64UrlUtil.encodeToString(key().getCredentialId());
    }

    // Only the browser says so, unsigned.
    List<String> transports() {
        return data.getTransports() == null
                ? List.of()
                : data.getTransports().stream()
                        .filter(Objects::nonNull)
                        .map(AuthenticatorTransport::getValue)
                        .filter(TRANSPORTS::contains)
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
