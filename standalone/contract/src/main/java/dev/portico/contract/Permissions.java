package dev.portico.contract;

import java.util.Optional;

/// Which permission an API key needs.
final class Permissions {

    private Permissions() {}

    static Optional<String> of(Operation operation) {
        return Optional.empty();
    }
}
