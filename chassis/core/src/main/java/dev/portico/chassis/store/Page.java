package dev.portico.chassis.store;

import java.util.List;
import java.util.function.Function;

/// Some of a list, newest first.
///
/// @param estimatedTotal how many there are in all: exact up to 100,000, 100001 above, -1 if not counted
public record Page<T>(List<T> items, int perPage, boolean hasMore, long estimatedTotal) {

    public Page {
        items = List.copyOf(items);
    }

    public <R> Page<R> map(Function<? super T, ? extends R> mapping) {
        return new Page<>(items.stream().<R>map(mapping).toList(), perPage, hasMore, estimatedTotal);
    }
}
