package dev.portico.auth.passkey;

import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import java.util.Objects;

/// What an authenticator says of a passkey that it uses. True once [Authenticators] have found it genuine.
///
/// @param userHandle whose it is, by the authenticator's word
record ShownPasskey(AuthenticationData data, String challenge, String credentialId, String userHandle) {

    long count() {
        return flags().getSignCount();
    }

    boolean isBackedUp() {
        return flags().isFlagBS();
    }

    private AuthenticatorData<?> flags() {
        return Objects.requireNonNull(data.getAuthenticatorData());
    }
}
