package dev.portico.vault;

import java.util.Map;
import java.util.TreeMap;

/// What the form's script is answered.
sealed interface Reply {

    /// What it hands on to the portal.
    record Token(String token) implements Reply {}

    /// Its holder's bank asks first.
    record Challenge(String challenge) implements Reply {}

    /// What is wrong with which field, in words for whoever typed it.
    record Wrong(Map<String, String> errors) implements Reply {

        static Wrong of(String field, String error) {
            return new Wrong(new TreeMap<>(Map.of(field, error)));
        }
    }
}
