package dev.portico.auth.passkey;

import com.webauthn4j.data.PublicKeyCredentialRpEntity;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import dev.portico.auth.merchant.Merchant;

/// Whom an authenticator signs for: a merchant's portal. By the merchant's own address, whatever a request says of its
/// host and origin: so a passkey of one portal is good at no other.
///
/// @param id the portal's host
/// @param origin its scheme, host and port
record RelyingParty(String id, String origin, String name) {

    static RelyingParty of(Merchant merchant) {
        return new RelyingParty(merchant.portalHost(), merchant.portalUrl(), merchant.name());
    }

    PublicKeyCredentialRpEntity entity() {
        return new PublicKeyCredentialRpEntity(id, name);
    }

    /// What an answer to a challenge must have been made for.
    ServerProperty expecting(String challenge) {
        return ServerProperty.builder()
                .origin(new Origin(origin))
                .rpId(id)
                .challenge(new DefaultChallenge(challenge))
                .build();
    }
}
