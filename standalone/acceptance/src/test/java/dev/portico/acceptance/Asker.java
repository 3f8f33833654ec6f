package dev.portico.acceptance;

import java.util.Set;
import java.util.function.UnaryOperator;

/// Somebody who may ask, but not for everything.
///
/// @param audience as what he asks, in the contract's words
/// @param hidden what he must not get to see
record Asker(
        String who, String audience, Estate home, Person person, UnaryOperator<Wire.Request> door, Set<String> hidden) {

    String id(String name) {
        return home.id(person, name);
    }
}
