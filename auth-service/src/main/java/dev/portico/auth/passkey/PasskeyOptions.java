package dev.portico.auth.passkey;

import tools.jackson.databind.JsonNode;

/// What a page hands to its browser.
///
/// @param publicKey `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON` of WebAuthn
record PasskeyOptions(JsonNode publicKey) {}
