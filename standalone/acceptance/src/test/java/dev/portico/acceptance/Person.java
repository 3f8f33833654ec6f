package dev.portico.acceptance;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// A customer who has one of everything that a customer can have.
///
/// @param ids of what is hers, by the names that the contract's paths and bodies use
/// @param words that stand in nobody else's data
/// @param session the cookie's value
record Person(String name, String email, Map<String, String> ids, Set<String> words, String session) {

    Person(String name, String email) {
        this(name, email, new HashMap<>(), new HashSet<>(Set.of(name, email)), "");
    }

    void has(String what, String id) {
        if (id.isBlank()) throw new IllegalStateException(name + " has no " + what);
        ids.put(what, id);
        words.add(id.substring(id.indexOf('_') + 1));
    }

    Person signedIn(String cookie) {
        words.add(cookie);
        return new Person(name, email, ids, words, cookie);
    }
}
