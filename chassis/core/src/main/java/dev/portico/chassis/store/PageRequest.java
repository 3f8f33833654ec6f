package dev.portico.chassis.store;

import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted.
///
/// @param after the id after which the page starts; null for the first page
/// @param counted whether the total is wanted, too
public record PageRequest(int perPage, @Nullable String after, boolean counted) {

    /// The same, with smaller pages where pages are limited.
    public PageRequest atMost(int limit) {
        return new PageRequest(Math.min(perPage, limit), after, counted);
    }
}
