package dev.portico.auth.emailchange;

import dev.portico.chassis.id.Secrets;
import java.time.Instant;

/// What a customer has just asked for, with the secrets that confirm it. They are for the sealer only.
record Wish(String requestId, String newEmail, String currentToken, String newToken, Instant at) {

    static Wish of(String requestId, String newEmail, Instant at) {
        return new Wish(requestId, newEmail, Secrets.token(), Secrets.token(), at);
    }

    String currentHash() {
        return Secrets.sha256(currentToken);
    }

    String newHash() {
        return Secrets.sha256(newToken);
    }

    @Override
    public String toString() {
        return requestId;
    }
}
