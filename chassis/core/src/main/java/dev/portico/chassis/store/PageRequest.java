package dev.portico.chassis.store;

import org.jspecify.annotations.Nullable;

/// Which part of a list is wanted.
///
/// @param after the id after which the page starts; null for the first page
/// @param counted whether the total is wanted, too
public record PageRequest(int perPage, @Nullable String after, boolean counted, Order order) {

    /// By which stored field a list is ordered; by id where that is equal.
    public record Order(String field, boolean ascending) {

        /// Newest first.
        public static final Order NEWEST_FIRST = new Order("_id", false);

        boolean isById() {
            return field.equals("_id");
        }
    }

    public PageRequest(int perPage, @Nullable String after, boolean counted) {
        this(perPage, after, counted, Order.NEWEST_FIRST);
    }
}
